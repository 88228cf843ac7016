import { RadioGroup } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import { Inset } from '#app/components/inset'
import { NoticeBanner } from '#app/components/notice-banner'
import { formatDate, formatDateRange } from '#app/view/format'
import type { BodyProps } from './bodies-intake'
import { PresentMembers, TimeInput } from './visit-fields'

export const ScheduleVisitBody = ({ reply, facts: { visit, today } }: BodyProps) => (
  <>
    {visit.period === null || visit.panel.length === 0 ? (
      <NoticeBanner tone="warning" title="还不能安排">
        <p>请先在评估批次中确定评估小组，再安排现场考查。</p>
      </NoticeBanner>
    ) : (
      <Inset>
        <p>
          {visit.period.to === null
            ? `重新评估自${formatDate(visit.period.from)}起进行。`
            : `本批次评估期：${formatDateRange(visit.period.from, visit.period.to)}。考查日期应在评估期内。`}
        </p>
        <p>评估小组：{visit.panel.map(({ label }) => label).join('、')}。</p>
        <p>发出后，《现场评估通知书》送达申请人，写明时间、小组成员和应当准备的资料；申请人可以对成员提出回避。</p>
      </Inset>
    )}
    {visit.scheduled === null ? null : (
      <p className="mb-6">
        已通知的时间：{formatDate(visit.scheduled.visitOn)} {visit.scheduled.arrivesAt}。再次发出的，以新的通知为准。
      </p>
    )}
    <DateInput
      name="visitOn"
      label="考查日期"
      required
      min={visit.period !== null && visit.period.from > today ? visit.period.from : today}
      max={visit.period?.to ?? undefined}
      defaultValue={visit.scheduled?.visitOn}
      reply={reply}
    />
    <TimeInput name="arrivesAt" label="到达时间" defaultValue={visit.scheduled?.arrivesAt ?? '09:00'} reply={reply} />
  </>
)

export const RecordVisitBody = ({ reply, facts: { visit, today } }: BodyProps) => (
  <>
    <Inset>
      <p>考查记录是评估结论的前提（第九条（三））。登记后生成《现场考查记录》，送达被考查单位。</p>
    </Inset>
    <DateInput
      name="visitedOn"
      label="考查日期"
      required
      min={visit.period?.from}
      max={today}
      defaultValue={visit.scheduled !== null && visit.scheduled.visitOn <= today ? visit.scheduled.visitOn : today}
      reply={reply}
    />
    <div className="flex flex-wrap gap-x-8">
      <TimeInput name="arrivedAt" label="到达时间" defaultValue={visit.scheduled?.arrivesAt ?? ''} reply={reply} />
      <TimeInput name="leftAt" label="离开时间" reply={reply} />
    </div>
    <PresentMembers reply={reply} panel={visit.panel} />
    <TextInput name="representativeName" label="被考查单位在场人员姓名" required width="half" maxLength={40} reply={reply} />
    <TextInput name="representativePosition" label="在场人员职务" required width="half" maxLength={40} reply={reply} />
    <TextArea
      name="findings"
      label="考查情况"
      hint="写明核对了哪些证照、人员、场所、设备和系统，看到什么。不少于20个字。"
      required
      rows={10}
      maxLength={3000}
      reply={reply}
    />
    <TextArea name="statement" label="被考查单位的陈述" optional rows={3} maxLength={1000} reply={reply} />
    <RadioGroup
      name="confirmation"
      label="被考查单位是否签字确认"
      required
      reply={reply}
      options={[
        { value: 'signed', label: '已签字确认' },
        { value: 'refused', label: '拒绝签字', hint: '请在下面写明理由和见证人。' },
      ]}
    />
    <FormSection title="拒绝签字的情况" hint="只在拒绝签字时填写；已签字确认的，留空。">
      <TextArea name="refusalReason" label="拒绝签字的理由" optional rows={2} maxLength={300} reply={reply} />
      <TextInput name="witnessName" label="见证人姓名" optional width="half" maxLength={40} reply={reply} />
      <TextInput name="witnessPosition" label="见证人单位和职务" optional width="half" maxLength={40} reply={reply} />
    </FormSection>
  </>
)
