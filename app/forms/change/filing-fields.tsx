import { ClockOf } from '#app/components/case/change-record'
import { CheckboxGroup, Select } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { areaChoices } from '#app/forms/application-draft-choices'
import { CommandFile } from '#app/forms/case/kept-files'
import type { FilingItem, FilingStep } from '#app/services/change/change-filing.server'
import { formatDate } from '#app/view/format'

type StepProps = { readonly step: FilingStep; readonly reply: FormReply | undefined }

const Licences = ({ step, reply }: StepProps) => (
  <FormSection title="变更的证照和申请期限" hint="每个证照各自计算一个月（第十五条）。">
    {step.licences.map(({ licence, title, changedOn, due }, index) => (
      <fieldset key={licence} className="mb-6">
        <legend className="mb-1 text-lg font-bold">{title}</legend>
        <p>变更日期：{formatDate(changedOn)}。应当在以下日期前提出申请：</p>
        <ClockOf due={due} />
        <TextInput
          name={`licences[${index}].number`}
          label={`${title}编号`}
          hint="按新证照填写"
          required
          width="half"
          maxLength={60}
          reply={reply}
        />
        <DateInput
          name={`licences[${index}].expiresOn`}
          label="新证照有效期至"
          hint="证照没有截止日期的不填"
          optional
          min={changedOn}
          reply={reply}
        />
      </fieldset>
    ))}
  </FormSection>
)

type ItemProps = StepProps & { readonly item: FilingItem; readonly index: number }

const PlaceFields = ({ reply }: Pick<StepProps, 'reply'>) => (
  <>
    <TextInput name="place.address" label="新地址" hint="与新证照一致，写到门牌号" required maxLength={120} reply={reply} />
    <Select
      name="place.admdvs"
      label="所在县区"
      hint="属于其他县区的，由现在的经办机构办结变更，补充协议签订后移交新地址的经办机构。"
      required
      emptyLabel="请选择"
      options={areaChoices}
      reply={reply}
    />
  </>
)

const AccountFields = ({ step, reply }: StepProps) => (
  <>
    <TextInput
      name="account.accountName"
      label="新账户名称"
      hint="须与单位全称一致"
      required
      maxLength={80}
      defaultValue={step.account.accountName}
      reply={reply}
    />
    <TextInput name="account.bankName" label="新开户银行" required maxLength={80} reply={reply} />
    <TextInput
      name="account.bankAccount"
      label="新银行账号"
      hint="由两人核对后才改付"
      required
      inputMode="numeric"
      maxLength={40}
      reply={reply}
    />
  </>
)

const ContactFields = ({ reply }: Pick<StepProps, 'reply'>) => (
  <>
    <TextInput name="contact.person" label="新联系人姓名" required width="third" maxLength={40} reply={reply} />
    <TextInput name="contact.phone" label="新联系电话" required width="half" type="tel" maxLength={20} reply={reply} />
  </>
)

const after = (index: number) => `items[${index}].after`

const AfterFields = ({ item: { item, title }, index, step, reply }: ItemProps) => {
  if (item === 'services')
    return (
      <CheckboxGroup
        name="services"
        label="变更后的服务类别"
        hint="勾选变更后的全部类别；增加的类别先现场核查。"
        required
        defaultValues={step.chosenServices}
        options={step.services}
        reply={reply}
      />
    )
  if (item === 'place') return <PlaceFields reply={reply} />
  if (item === 'bankAccount') return <AccountFields step={step} reply={reply} />
  if (item === 'contact') return <ContactFields reply={reply} />
  return <TextInput name={after(index)} label={`变更后的${title}`} hint="与新证照一致" required maxLength={300} reply={reply} />
}

const ItemFields = (props: ItemProps) => {
  const { item, index, reply } = props
  return (
    <fieldset className="mb-6 border-t border-line-200 pt-4">
      <legend className="text-lg font-bold">{item.title}</legend>
      {item.before === '' ? (
        <TextInput
          name={`items[${index}].before`}
          label={`变更前的${item.title}`}
          hint="协议没有载明的，按原证照填写"
          optional
          maxLength={300}
          reply={reply}
        />
      ) : (
        <p className="mb-4">变更前（协议现在的内容）：{item.before}</p>
      )}
      <AfterFields {...props} />
    </fieldset>
  )
}

const Documents = ({ step, reply }: StepProps) => {
  const asked = step.documents.filter(({ documents }) => documents.length > 0)
  return (
    <FormSection title="证明材料">
      {asked.map(({ title, documents }) => (
        <p key={title} className="mb-2 max-w-measure">
          {title}：{documents.join('；')}
        </p>
      ))}
      <CommandFile
        name="files"
        label="证明变更的文件"
        hint="以上材料的扫描件，PDF、JPG 或 PNG，可以选多个文件"
        isMany
        isOptional={asked.length === 0}
        reply={reply}
      />
    </FormSection>
  )
}

/** The second step: before and after of each item, each licence with its last day, the papers, and why it is late. */
export const FilingFields = ({ step, reply }: StepProps) => (
  <>
    {step.isLate ? (
      <NoticeBanner tone="warning" title="已经超过申请期限">
        <p>逾期的申请仍然收下，由经办机构负责人决定是否准予继续办理（第十五条）。请如实写明逾期的原因。</p>
      </NoticeBanner>
    ) : null}
    {step.licences.length === 0 ? null : <Licences step={step} reply={reply} />}
    <FormSection title="变更的内容">
      {step.items.map((item, index) => (
        <ItemFields key={item.item} item={item} index={index} step={step} reply={reply} />
      ))}
    </FormSection>
    <Documents step={step} reply={reply} />
    {step.isLate ? (
      <TextArea name="lateReason" label="逾期的原因" hint="不少于5个字，由负责人据此决定" required maxLength={1000} reply={reply} />
    ) : null}
  </>
)
