import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { messageKinds } from '#templates/messages/message-texts'
import type { Actor } from '#workflows/access/authorise'
import type { Outcome } from '#workflows/domain/refusal'
import { ok } from '#workflows/result'
import { hasCalendar } from '../calendar/own-calendar.server'
import { type Contact, contactOf } from '../delivery/contact.server'
import { readFields } from '../input-words'
import { publicOriginSetting } from '../issue-document.server'
import type { Portal } from '../portal.server'
import { type NotificationPreference, preferenceOf } from './preference'

export type NotificationSettings = {
  preference: NotificationPreference
  contact: Contact
  /** `address` is null while none was made; undefined for somebody without deadlines of their own. */
  calendar: { address: string | null; createdAt: string | null } | undefined
}

/** What a person gets by which way, and the address of the own calendar. */
export async function settingsOf(portal: Pick<Portal, 'read'>, actor: Actor): Promise<NotificationSettings> {
  const { read } = portal
  const feed = await read.notificationPreferences.findFeed(actor.id)
  const origin = (await read.policy.findSetting(publicOriginSetting)) ?? 'http://localhost:3000'
  return {
    preference: preferenceOf(await read.notificationPreferences.find(actor.id)),
    contact: await contactOf(portal, actor),
    calendar: hasCalendar(actor)
      ? { address: feed === undefined ? null : `${origin}/calendar/${feed.token}.ics`, createdAt: feed?.created_at ?? null }
      : undefined,
  }
}

const emptyAsNull = (value: unknown) => (value === '' || value === undefined ? null : value)
// One ticked box comes as a text, several as a list, none not at all.
const Ticked = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.enum(messageKinds, { error: '请从列出的选项中选择' })).max(messageKinds.length),
)
const Hour = z.preprocess(emptyAsNull, z.coerce.number<string>({ error: '请从列出的时刻中选择' }).int().min(0).max(23).nullable())
const Days = z.preprocess(emptyAsNull, z.coerce.number<string>({ error: '请从列出的选项中选择' }).int().min(0).max(90).nullable())

const SettingsForm = z
  .object({ mail: Ticked, sms: Ticked, quietFrom: Hour, quietUntil: Hour, reminderDays: Days })
  .superRefine(({ quietFrom, quietUntil }, context) => {
    const add = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if ((quietFrom === null) !== (quietUntil === null))
      add(quietFrom === null ? 'quietFrom' : 'quietUntil', '不发短信的时段须同时选择开始和结束，或者都不选')
    if (quietFrom !== null && quietFrom === quietUntil) add('quietUntil', '结束时刻不能与开始时刻相同')
  })

/**
 * Stores a person's choice; it holds for what comes up from now on.
 * @param form the posted fields: mail, sms (kinds), quietFrom, quietUntil (hours), reminderDays
 */
export async function saveSettings(portal: Pick<Portal, 'unit' | 'now'>, actor: Actor, form: unknown): Promise<Outcome<null>> {
  const read = readFields(SettingsForm, form)
  if (!read.ok) return read
  const { mail, sms, quietFrom, quietUntil, reminderDays } = read.value
  const quiet = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil }
  const choice: NotificationPreference = { mail, sms, quiet, reminderDays }
  const stored = await portal.unit.inTransaction((tx) => tx.notificationPreferences.put(actor.id, choice, portal.now()))
  return stored.ok ? ok(null) : stored
}

/** Makes a calendar address, or another one in place of the former, which ends at once. */
export async function openCalendar({ unit, now }: Pick<Portal, 'unit' | 'now'>, actor: Actor): Promise<Outcome<void>> {
  const token = randomBytes(32).toString('base64url')
  return unit.inTransaction((tx) => tx.notificationPreferences.putFeed({ account_id: actor.id, token, created_at: now() }))
}

export const endCalendar = ({ unit }: Pick<Portal, 'unit'>, actor: Actor): Promise<Outcome<void>> =>
  unit.inTransaction((tx) => tx.notificationPreferences.endFeed(actor.id))
