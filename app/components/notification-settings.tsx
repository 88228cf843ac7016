import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Refused } from '#app/forms/command-form'
import { CalendarAddress } from '#app/forms/messages/calendar-address'
import { SettingsForm } from '#app/forms/messages/settings-form'
import type { CommandReply } from '#app/http/command-action.server'
import type { NotificationSettings as Settings } from '#app/services/messages/settings.server'
import type { ShellData } from '#app/services/shell.server'

type NotificationSettingsProps = {
  readonly shell: ShellData
  readonly settings: Settings
  readonly said: string | null
  readonly refused: CommandReply | undefined
}

/** Everything that a person may choose about the own notices. */
export const NotificationSettings = ({ shell, settings, said, refused }: NotificationSettingsProps) => (
  <SignedInLayout shell={shell} current="/messages">
    <Refused refused={refused} />
    {said === null || refused !== undefined ? null : <NoticeBanner tone="success" title={said} live />}
    <h1 className="mb-6">通知设置</h1>
    <SettingsForm settings={settings} reply={refused?.reply} />
    {settings.calendar === undefined ? null : <CalendarAddress calendar={settings.calendar} />}
    <p className="mt-8">
      <a href="/messages" className="inline-flex min-h-target items-center">
        返回消息
      </a>
    </p>
  </SignedInLayout>
)
