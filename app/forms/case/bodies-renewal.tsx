import { CheckboxGroup, RadioGroup } from '#app/components/choice'
import { TextArea } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import type { BodyProps } from './bodies-intake'
import { CommandFile } from './kept-files'

const yesNo = (no: string) => [
  { value: 'yes', label: '是' },
  { value: 'no', label: no },
]

/** What the wish for another term rests on; the agreement's own numbers, so that nobody has to look them up. */
const Basis = ({ facts }: Pick<BodyProps, 'facts'>) => <SummaryList rows={facts.terms} />

/** 第十三条: asked for by the institution in the agreement's own case. */
export const ApplyForRenewalBody = ({ reply, facts }: BodyProps) => (
  <>
    <Basis facts={facts} />
    <CheckboxGroup
      name="services"
      label="续签的服务类别"
      hint="只能在现有的服务类别之内。增加服务类别的，请提出变更申请。"
      required
      reply={reply}
      defaultValues={facts.chosenServices}
      options={facts.services}
    />
    <RadioGroup
      name="unreportedChanges"
      label="有没有未报告的变更"
      hint="名称、法定代表人（负责人）、执业地点、服务内容、许可证等发生变化，还没有申请变更的。"
      required
      reply={reply}
      options={[
        { value: 'none', label: '没有' },
        { value: 'some', label: '有', hint: '先提出变更申请；变更办理期间可以同时提出续签。' },
      ]}
    />
    <TextArea
      name="selfReport"
      label="协议期内的履行情况"
      hint="服务量、医保费用、接受检查和整改的情况，年度考核等次。"
      required
      rows={5}
      maxLength={2000}
      reply={reply}
    />
    <CommandFile name="files" label="附件" hint="年度总结、考核通报等，不超过10份。PDF、JPG 或 PNG" isMany isOptional reply={reply} />
    <CheckboxGroup
      name="confirmed"
      label="确认"
      required
      reply={reply}
      options={[{ value: 'yes', label: '以上内容属实；我单位申请续签服务协议' }]}
    />
  </>
)

export const HoldForAssessmentBody = ({ reply, facts }: BodyProps) => (
  <>
    <Basis facts={facts} />
    <Inset>
      <p>年度考核结果没有生效的，登记等待。期满仍未办结的，协议书面延续，乙方不因此受损。</p>
    </Inset>
    <TextArea name="note" label="等待哪一年度的考核结果" required rows={2} maxLength={1000} reply={reply} />
  </>
)

export const ConcludeRenewalReviewBody = ({ reply, facts }: BodyProps) => (
  <>
    <Basis facts={facts} />
    <RadioGroup name="licencesValid" label="许可证在有效期内" required inline reply={reply} options={yesNo('不是，已经失效')} />
    <RadioGroup name="noUnreportedChanges" label="没有未报告的变更" required inline reply={reply} options={yesNo('不是，有变更未报告')} />
    <RadioGroup name="gradesQualified" label="年度考核合格" required inline reply={reply} options={yesNo('不是，有年度不合格')} />
    <TextArea name="opinion" label="审核意见" required maxLength={2000} reply={reply} />
  </>
)

export const OfferRenewalBody = ({ reply, facts }: BodyProps) => (
  <>
    <Basis facts={facts} />
    <CheckboxGroup
      name="services"
      label="下一期的服务类别"
      hint="只能在现有的服务类别之内。"
      required
      reply={reply}
      defaultValues={facts.chosenServices}
      options={facts.services}
    />
    <TextArea name="remark" label="给乙方的说明" optional maxLength={1000} reply={reply} />
    <Inset>
      <p>提交后按现行协议文本生成续签协议，列明与原协议的不同之处，由乙方先签章、甲方后签章。</p>
    </Inset>
  </>
)

export const CommentRenewalBody = ({ reply, facts }: BodyProps) => (
  <>
    {facts.print === null ? null : (
      <Inset>
        <p>
          <a href={facts.print.href}>打开续签协议（{facts.print.number}）</a>，与原协议的不同之处列在文本中。
        </p>
      </Inset>
    )}
    <TextArea
      name="comment"
      label="对条款的意见"
      hint="提交后由经办机构答复并重新提出续签协议；办理期间原协议照常履行。"
      required
      maxLength={1000}
      reply={reply}
    />
  </>
)

export const ProposeRenewalRefusalBody = ({ reply, facts }: BodyProps) => (
  <>
    <Basis facts={facts} />
    <Inset>
      <p>乙方按时提出续签的，只有写明事实和理由、由两人作出的书面决定才能不予续签；经办机构未办结不是理由。</p>
    </Inset>
    <RadioGroup
      name="ground"
      label="不予续签的理由"
      required
      reply={reply}
      options={[
        { value: 'notQualified', label: '年度考核不合格', hint: '须已登记生效的等次D。' },
        { value: 'licenceInvalid', label: '许可证已经失效' },
        { value: 'talksFailed', label: '就条款协商，没有达成一致' },
        { value: 'other', label: '其他', hint: '在事实中写明。' },
      ]}
    />
    <TextArea name="facts" label="认定的事实" hint="将载入不予续签决定书，不少于10个字。" required maxLength={2000} reply={reply} />
  </>
)

export const RefuseRenewalBody = ({ reply, facts }: BodyProps) => (
  <>
    {facts.proposal === null ? null : (
      <Inset>
        <p className="font-bold">{facts.proposal.title}</p>
        <p>认定的事实：{facts.proposal.facts}</p>
        <p>批准后向乙方发出不予续签决定书，协议期满终止（已经延续的，自今天终止），一年内不予受理新的申请。</p>
      </Inset>
    )}
    <TextArea name="opinion" label="审批意见" required maxLength={500} reply={reply} />
  </>
)

export const WithdrawRenewalBody = ({ reply, facts }: BodyProps) => (
  <>
    <Basis facts={facts} />
    <TextArea name="reason" label="撤回的理由" required rows={3} maxLength={1000} reply={reply} />
    <CheckboxGroup
      name="understood"
      label="后果"
      required
      reply={reply}
      options={[{ value: 'yes', label: '我单位知悉：撤回后没有再次提出的，期满自动终止，一年内不能重新申请' }]}
    />
  </>
)
