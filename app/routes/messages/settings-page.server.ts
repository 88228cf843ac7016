import { redirect } from '@remix-run/node'
import { TASK_FIELD } from '#app/forms/command-form'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { endCalendar, openCalendar, saveSettings, settingsOf } from '#app/services/messages/settings.server'
import { type Asked, shellOf } from '#app/services/shell.server'
import type { Actor } from '#workflows/access/authorise'

const done: Readonly<Record<string, string>> = {
  settings: '设置已保存，对以后的通知有效',
  openCalendar: '订阅网址已生成',
  endCalendar: '订阅已停用，原来的网址不能再用',
}

/** The page of a person's own settings, on the surface at which it was asked for. */
export async function loadSettings(asked: Asked, actor: Actor) {
  const { searchParams } = new URL(asked.request.url)
  return {
    shell: await shellOf(asked, actor),
    settings: await settingsOf(asked.context.portal, actor),
    said: done[searchParams.get('done') ?? ''] ?? null,
  }
}

/** Saves the form, or makes or ends the address of the calendar; leads back to the page. */
export async function changeSettings({ request, context: { portal } }: Asked, actor: Actor) {
  const form = await request.formData()
  const named = String(form.get(TASK_FIELD) ?? '')
  const task = named in tasks ? (named as keyof typeof tasks) : 'settings'
  const outcome = await tasks[task](portal, actor, formInput(form))
  return outcome.ok ? redirect(`${new URL(request.url).pathname}?done=${task}`, 303) : replyTo(form, outcome.refusal)
}

const tasks = { settings: saveSettings, openCalendar, endCalendar } as const
