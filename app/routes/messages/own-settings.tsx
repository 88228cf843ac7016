import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NotificationSettings } from '#app/components/notification-settings'
import { requireViewer } from '#app/http/viewer.server'
import { changeSettings, loadSettings } from './settings-page.server'

export const meta: MetaFunction = () => [{ title: '通知设置 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => loadSettings(args, await requireViewer(args))

export const action = async (args: ActionFunctionArgs) => changeSettings(args, await requireViewer(args))

/** The own notices, of whoever is signed in. */
export default function OwnSettings() {
  return <NotificationSettings {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />
}
