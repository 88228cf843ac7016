import { Button } from '#app/components/button'
import { TextArea } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import { NoticeBanner } from '#app/components/notice-banner'
import { CommandForm, type CommandStamp, replyOf } from '#app/forms/command-form'
import type { CommandReply } from '#app/http/command-action.server'

type Stamped = CommandStamp & { readonly refused: CommandReply | undefined }

/** Dossier A13: the end of an evaluation for which nobody could score. */
export const UnableForm = ({ refused, ...stamp }: Stamped) => (
  <CommandForm {...stamp} task="concludeUnable">
    <FormSection title="按无法评估作结论" hint="结论为评估不合格，不计分；随批次审批、公示。机构情况消除后可以随时重新申请，不受一年限制。">
      <TextArea
        name="reason"
        label="无法评估的情况"
        hint="写明历次考查的日期、经过和证据，将载入评估结果告知书。不少于10个字。"
        required
        rows={4}
        maxLength={1000}
        reply={replyOf(refused, 'concludeUnable')}
      />
      <Button tone="danger">按无法评估作结论</Button>
    </FormSection>
  </CommandForm>
)

/** Dossier A19: one institution, so approval and publication are one act, of another person than who concluded. */
export const ReEvaluationApproval = ({ refused, isOwnConclusion, ...stamp }: Stamped & { readonly isOwnConclusion: boolean }) => (
  <>
    {isOwnConclusion ? (
      <NoticeBanner tone="warning" title="结论由您作出，须由另一人审批">
        <p>作出结论和审批不能是同一人。请交由本机构另一名负责人办理。</p>
      </NoticeBanner>
    ) : null}
    <CommandForm {...stamp} task="publishReEvaluation">
      <FormSection title="审批并公示" hint="审批后立即单独公示，公示期由系统计算，到期自动结束；公示后不能撤回。（第九条（四））">
        <TextArea
          name="opinion"
          label="审批意见"
          required
          defaultValue="重新评估的程序和结果符合规定，同意公示。"
          maxLength={500}
          reply={replyOf(refused, 'publishReEvaluation')}
        />
        <Button>审批通过，现在公示</Button>
      </FormSection>
    </CommandForm>
    <CommandForm {...stamp} task="returnReEvaluation">
      <FormSection title="退回" hint="写明哪个项目需要怎样更正。评分表保持封存，由评估小组重新合议。">
        <TextArea name="reason" label="退回理由" required maxLength={500} reply={replyOf(refused, 'returnReEvaluation')} />
        <Button tone="secondary">退回评估小组</Button>
      </FormSection>
    </CommandForm>
  </>
)
