import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup } from '#app/components/choice'
import { ErrorSummary } from '#app/components/error-summary'
import { DateInput } from '#app/components/field'
import { Inset } from '#app/components/inset'
import type { ChangeFilingPage } from '#app/services/change/change-filing.server'
import { ITEMS_FIELD, NEXT_FIELD } from '#app/view/change-start'

/** The first step: what changed, and the day on each licence; the second asks only for that. */
export const ChangeStartForm = ({ page }: { readonly page: ChangeFilingPage }) => {
  const { asked, items, licences, today, caseId } = page
  return (
    <form method="get" noValidate>
      <ErrorSummary reply={asked} />
      <Inset>
        <p>证照变更后，自证照上的变更日期起一个月内提出变更申请（第十五条）。几个证照分别变更的，各自计算；最早的一个到期即为逾期。</p>
        <p>逾期未申请，或者双方协商不成的，服务协议终止。办理期间，原协议照常履行。</p>
      </Inset>
      <CheckboxGroup name={ITEMS_FIELD} label="变更的事项" required reply={asked} options={items} />
      <h2 className="mb-2 text-xl">已经变更的证照</h2>
      <p className="mb-4 max-w-measure">填写新证照上的变更（核准）日期；没有变更的留空。只变更医院等级、结算账户或者联系人的，不用填写。</p>
      {licences.map(({ name, label }) => (
        <DateInput key={name} name={name} label={label} max={today} reply={asked} />
      ))}
      <input type="hidden" name={NEXT_FIELD} value="1" />
      <ButtonRow>
        <Button busyText="正在计算期限…">下一步</Button>
        <LinkButton href={`/cases/${caseId}`}>返回，不申请</LinkButton>
      </ButtonRow>
    </form>
  )
}
