import { CheckboxGroup, RadioGroup } from '#app/components/choice'
import { DateInput, TextInput } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import { errorsOf, type FormReply, typedValues } from '#app/components/form-reply'
import { Inset } from '#app/components/inset'
import type { CommandFormFacts } from '#app/view/command-form'
import type { BodyProps } from './bodies-intake'
import { CommandFile } from './kept-files'

/** Served on paper: what the receipt says, when the party has no account. */
export const AcknowledgeNoticeBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>当事人在送达回证上签收的日期就是送达日，补正期限从这一天起算。网上已经查看或者已经视为送达的，不再登记。</p>
    </Inset>
    <DateInput name="servedOn" label="送达回证上的签收日期" required min={facts.print?.issuedOn} max={facts.today} reply={reply} />
    <CommandFile name="proof" label="送达回证（扫描件）" reply={reply} />
  </>
)

export const ReportRepresentativeBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>公示以后、签约以前法定代表人（负责人）变更的，在这里申报。公示不重新进行；协议文本按新的法定代表人重新生成，原文本不再签署。</p>
      <p>现在登记的法定代表人：{facts.representative}</p>
    </Inset>
    <TextInput name="name" label="新的法定代表人（负责人）姓名" required width="third" maxLength={40} reply={reply} />
    <TextInput
      name="idNumber"
      label="身份证号码"
      hint="18位。用于核对身份，不对外公布"
      required
      width="half"
      maxLength={18}
      reply={reply}
    />
    {errorsOf(reply, 'idNumber').length === 0 && typedValues(reply, 'idConfirmed').length === 0 ? null : (
      <CheckboxGroup
        name="idConfirmed"
        label="号码与证件一致吗"
        reply={reply}
        options={[{ value: 'on', label: '已逐位核对，以证件为准' }]}
      />
    )}
    <DateInput name="changedOn" label="变更登记的日期" required min={facts.print?.issuedOn} max={facts.today} reply={reply} />
    <CommandFile name="proof" label="变更登记证明（营业执照、执业许可证或者登记通知书）" reply={reply} />
  </>
)

type Print = NonNullable<CommandFormFacts['print']>

const PrintOf = ({ print, children }: { print: Print; children: string }) => (
  <>
    <HiddenFields values={{ documentId: print.documentId, baseDigest: print.digest }} />
    <Inset>
      <p>
        协议编号 {print.number}。<a href={print.href}>打开要打印签署的文本（PDF）</a>
      </p>
      <p>{children}</p>
    </Inset>
  </>
)

const NoPrint = () => (
  <Inset>
    <p>协议文本正在生成，请稍后刷新本页。</p>
  </Inset>
)

const SignedPaper = ({ reply, facts, signer }: BodyProps & { signer: string }) => (
  <>
    <TextInput name="signerName" label={signer} required width="third" maxLength={60} reply={reply} />
    <DateInput name="signedOn" label="签署日期" required min={facts.print?.issuedOn} max={facts.today} reply={reply} />
    <CommandFile name="scan" label="签署后的协议全文（扫描件）" hint="全部页扫描成一个 PDF，不超过 20 MB" reply={reply} />
  </>
)

/** Who signs for the institution, and the letter when it is not the legal representative (edge case 32). */
export const SignerFields = ({ reply, representative }: { reply: FormReply | undefined; representative: string }) => (
  <>
    <RadioGroup
      name="capacity"
      label="签署人的身份"
      required
      reply={reply}
      defaultValue="legalRepresentative"
      options={[
        { value: 'legalRepresentative', label: `法定代表人（负责人）${representative}` },
        { value: 'agent', label: '受委托的其他人', hint: '须上传法定代表人签字、加盖公章的授权委托书，写明可以签订服务协议。' },
      ]}
    />
    <CommandFile name="authorityLetter" label="授权委托书" hint="法定代表人签署的不用上传。PDF、JPG 或 PNG" isOptional reply={reply} />
  </>
)

export const RegisterPaperBody = ({ reply, facts }: BodyProps) =>
  facts.print === null ? (
    <NoPrint />
  ) : (
    <>
      <PrintOf print={facts.print}>
        乙方不能网上签章的，打印这份文本签字盖章。扫描件存为协议的下一版，各处都注明“纸质签署，扫描件”。
      </PrintOf>
      <SignerFields reply={reply} representative={facts.representative} />
      <SignedPaper reply={reply} facts={facts} signer="乙方签署人姓名" />
    </>
  )

export const ConfirmPaperBody = ({ reply, facts }: BodyProps) =>
  facts.print === null ? (
    <NoPrint />
  ) : (
    <>
      <PrintOf print={facts.print}>这是乙方已签字盖章的扫描件。请在乙方签署的纸质原件上签字盖章，扫描后登记，协议即为成立。</PrintOf>
      <SignedPaper reply={reply} facts={facts} signer="甲方签署人姓名" />
    </>
  )
