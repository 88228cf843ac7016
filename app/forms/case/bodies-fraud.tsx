import { CheckboxGroup } from '#app/components/choice'
import { TextArea } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import type { BodyProps } from './bodies-intake'
import { CommandFile } from './kept-files'

export const ReportFraudBody = ({ reply }: BodyProps) => (
  <>
    <Inset>
      <p>发现涉嫌弄虚作假的，先报告、后核实。核实以前申请照常办理，不能以怀疑为由不予受理。</p>
      <p>由负责人（报告人以外的人）核实后认定；报告不对申请人公开。</p>
    </Inset>
    <TextArea
      name="facts"
      label="发现的情况和来源"
      hint="写明哪份材料、哪里不实、怎样发现的，不少于20个字。"
      required
      reply={reply}
      maxLength={3000}
    />
    <CommandFile name="evidence" label="证据" hint="PDF、JPG 或 PNG，可以选多个文件" reply={reply} isMany isOptional />
  </>
)

export const DismissFraudBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.fraudReport} />
    <TextArea name="finding" label="核实情况" hint="写明怎样核实、为什么不成立，不少于10个字。" required reply={reply} maxLength={3000} />
  </>
)

export const ConfirmFraudBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.fraudReport} />
    <Inset>
      <p>认定后本次申请不予受理（第十条（三）），自今天起一年内该单位的申请不予受理，全市各经办机构都能看到。</p>
      <p>向申请人发出不予受理通知书，载明事实、最早可以重新申请的日期和救济途径。</p>
    </Inset>
    <TextArea
      name="finding"
      label="查实的事实和证据"
      hint="载入通知书，不少于20个字。不写举报人和其他人的个人信息。"
      required
      reply={reply}
      maxLength={3000}
    />
    <CheckboxGroup
      name="statementHeard"
      label="陈述和申辩"
      required
      reply={reply}
      options={[{ value: 'yes', label: '已经听取申请人的陈述和申辩，并记录在案' }]}
    />
  </>
)
