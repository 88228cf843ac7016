import type { CaseFile } from '#db/repositories/case-files'
import { AgreementContext } from '#workflows/machines/agreement-context'
import { ApplicationContext } from '#workflows/machines/application-context'
import { BarRecordContext } from '#workflows/machines/bar-record'
import { ChangeContext } from '#workflows/machines/change'
import { EndingContext } from '#workflows/machines/ending'
import { EvaluationRoundContext } from '#workflows/machines/evaluation-round'
import { InstitutionListContext } from '#workflows/machines/institution-list'
import { RenewalContext } from '#workflows/machines/renewal'
import { RuleOverrideContext } from '#workflows/machines/rule-override'
import { RuleReleaseContext } from '#workflows/machines/rule-release'

type Kept = Pick<CaseFile, 'snapshot'>

/** What the chart of a case remembers, as it was stored; parse it through one of the functions below. */
export const contextOf = ({ snapshot }: Kept): unknown => (snapshot as { context: unknown }).context

export const applicationContext = (file: Kept): ApplicationContext => ApplicationContext.parse(contextOf(file))
export const agreementContext = (file: Kept): AgreementContext => AgreementContext.parse(contextOf(file))
export const changeContext = (file: Kept): ChangeContext => ChangeContext.parse(contextOf(file))
export const endingContext = (file: Kept): EndingContext => EndingContext.parse(contextOf(file))
export const renewalContext = (file: Kept): RenewalContext => RenewalContext.parse(contextOf(file))
export const roundContext = (file: Kept): EvaluationRoundContext => EvaluationRoundContext.parse(contextOf(file))
export const barRecordContext = (file: Kept): BarRecordContext => BarRecordContext.parse(contextOf(file))
export const ruleReleaseContext = (file: Kept): RuleReleaseContext => RuleReleaseContext.parse(contextOf(file))
export const ruleOverrideContext = (file: Kept): RuleOverrideContext => RuleOverrideContext.parse(contextOf(file))
export const listContext = (file: Kept): InstitutionListContext => InstitutionListContext.parse(contextOf(file))

/** DECISIONS 7: what a head may bring back as a new case once its ground is gone. */
export const isReopenable = ({ machine, stage }: Pick<CaseFile, 'machine' | 'stage'>): boolean =>
  machine === 'application' && (stage === 'refused' || stage === 'notPassed')

/**
 * The result of the evaluation that counts is published; that of a second one waits for its own notice (第九条（四）), and
 * goes with an application that ended before it had one.
 */
export function isResultPublished(file: Kept & Pick<CaseFile, 'stage'>): boolean {
  const { publishedAt, passed } = applicationContext(file)
  return publishedAt !== null && passed !== null && file.stage !== 'reEvaluated'
}
