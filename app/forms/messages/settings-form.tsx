import { Button } from '#app/components/button'
import { CheckboxGroup, type Choice, choicesOf, Select } from '#app/components/choice'
import { FormSection, HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { TASK_FIELD } from '#app/forms/command-form'
import { FormToken } from '#app/http/form-token'
import type { NotificationSettings } from '#app/services/messages/settings.server'
import { type Channel, channelWords } from '#app/view/channels'
import { kindTitles } from '#templates/messages/message-texts'

const hours: readonly Choice[] = Array.from({ length: 24 }, (_none, hour) => ({ value: String(hour), label: `${hour}:00` }))
const reminderChoices: readonly Choice[] = [
  ...[30, 15, 7, 3, 1].map((days) => ({ value: String(days), label: `只发期限前 ${days} 天以内的` })),
  { value: '0', label: '只发期限当天的' },
]

/** Why a channel sends nothing to this person now, if it does not. */
function closedWords({ contact }: Pick<NotificationSettings, 'contact'>, channel: Channel): string | undefined {
  const { name, address } = channelWords[channel]
  if (contact[channel] === 'no') return `本平台还没有开通${name}，开通以后按这里的选择发送`
  const own = channel === 'mail' ? contact.email : contact.mobile
  return own === null ? `您还没有填写${address}，现在不会发送` : `发送到 ${own}`
}

type SettingsFormProps = { readonly settings: NotificationSettings; readonly reply: FormReply | undefined }

/** Which notices go out by which way, and when. */
export const SettingsForm = ({ settings, reply }: SettingsFormProps) => {
  const { preference, contact } = settings
  const { quiet, reminderDays } = preference
  return (
    <form method="post" noValidate>
      <FormToken />
      <HiddenFields values={{ [TASK_FIELD]: 'settings' }} />
      <FormSection
        title="平台内的消息"
        hint="文书、轮到您办理的事项和期限提醒总在“消息”里，不能关闭：文书是否送达以平台内的记录为准，期限照常计算。"
      >
        {null}
      </FormSection>
      <FormSection title="同时用其他方式提醒" hint={<a href="/my/contact">填写或者修改邮箱和手机号码</a>}>
        {(['mail', 'sms'] as const).map((channel) => (
          <CheckboxGroup
            key={channel}
            name={channel}
            label={channelWords[channel].name}
            hint={closedWords({ contact }, channel)}
            options={choicesOf(kindTitles)}
            defaultValues={preference[channel]}
            reply={reply}
            inline
          />
        ))}
        <Select
          name="reminderDays"
          label="期限提醒"
          hint="同一期限会提醒几次。这里只影响邮件和短信"
          emptyLabel="每次都发"
          options={reminderChoices}
          defaultValue={reminderDays === null ? '' : String(reminderDays)}
          reply={reply}
        />
      </FormSection>
      <FormSection title="不发短信的时段" hint="在这段时间里的短信，推迟到结束时刻再发。">
        <div className="sm:flex sm:gap-6">
          <Select
            name="quietFrom"
            label="从"
            emptyLabel="不设"
            options={hours}
            defaultValue={quiet === null ? '' : String(quiet.from)}
            reply={reply}
            width="short"
          />
          <Select
            name="quietUntil"
            label="到"
            emptyLabel="不设"
            options={hours}
            defaultValue={quiet === null ? '' : String(quiet.until)}
            reply={reply}
            width="short"
          />
        </div>
      </FormSection>
      <Button busyText="保存中…">保存设置</Button>
    </form>
  )
}
