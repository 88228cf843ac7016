import { Button } from '#app/components/button'
import { HiddenFields } from '#app/components/field-parts'
import { TASK_FIELD } from '#app/forms/command-form'
import { FormToken } from '#app/http/form-token'
import type { NotificationSettings } from '#app/services/messages/settings.server'
import { formatInstant } from '#app/view/format'

const OneButton = ({ task, tone, children }: { task: string; tone: 'secondary' | 'quiet'; children: string }) => (
  <form method="post" noValidate>
    <FormToken />
    <HiddenFields values={{ [TASK_FIELD]: task }} />
    <Button tone={tone} busyText="正在办理…">
      {children}
    </Button>
  </form>
)

/** The secret address of the own calendar, how it is used, and how it is taken back. */
export const CalendarAddress = ({ calendar }: { calendar: NonNullable<NotificationSettings['calendar']> }) => {
  const { address, createdAt } = calendar
  return (
    <section aria-labelledby="calendar" className="mt-12 border-t border-line-200 pt-6">
      <h2 id="calendar" className="mb-2 text-xl">
        日历订阅
      </h2>
      <p className="mb-4 max-w-measure">
        手机和电脑的日历可以订阅自己的事项期限和现场考查时间，前一天和当天9:00提醒，日期变动后自动更新。日历里不写其他单位和个人的名称。
      </p>
      {address === null || createdAt === null ? (
        <OneButton task="openCalendar" tone="secondary">
          生成订阅网址
        </OneButton>
      ) : (
        <>
          <p className="max-w-measure">
            <strong className="break-all">{address}</strong>
          </p>
          <p className="mb-4 text-sm text-ink-600">{formatInstant(createdAt)}生成</p>
          <ul className="mb-4 max-w-measure list-disc pl-6">
            <li>手机：在“日历”的账户设置里选“添加订阅日历”，粘贴上面的网址。</li>
            <li>电脑：在日历程序里选“从网址订阅”或者“从互联网添加日历”，粘贴上面的网址。</li>
            <li>得到网址的人都能看到这份日历，请不要转发。泄露了的，重新生成，原来的网址马上停用。</li>
            <li>日历程序隔几小时更新一次；期限以平台显示的为准。</li>
          </ul>
          <div className="flex flex-wrap gap-4">
            <OneButton task="openCalendar" tone="secondary">
              重新生成网址
            </OneButton>
            <OneButton task="endCalendar" tone="quiet">
              停用订阅
            </OneButton>
          </div>
        </>
      )}
    </section>
  )
}
