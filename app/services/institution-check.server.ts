import { draftHref, pageOfSection } from '#app/forms/application-draft-pages'
import type { Problem } from '#app/forms/application-draft-problems'
import { formatDate } from '#workflows/calendar/plain-date'
import { applicationSections } from '#workflows/domain/application-sections'
import { applicationWarnings } from '#workflows/domain/application-warnings'
import { jurisdictionOf } from '#workflows/domain/areas'
import { displayedAnswers } from '#workflows/domain/displayed-answers'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { materialsOf } from './attachments-store.server'
import { barsOn } from './bars.server'
import { chosenServices, type Draft } from './drafts.server'
import { askedAtTheEnd, judgeForm } from './institution-answers.server'
import { roundView } from './institution-eligibility.server'
import { judgeScores } from './institution-scores.server'
import { stateOf } from './institution-sites.server'
import { problemsAt, problemsOf } from './institution-submit.server'
import type { Portal } from './portal.server'

export type AnswerRows = { title: string; rows: { question: string; answer: string; href: string | null }[] }

/** Everything that the last screen of a draft shows before it is sent. */
export async function checkView({ read }: Portal, draft: Draft) {
  const { form } = judgeForm(draft)
  const context = { kind: draft.site.kind, institutionName: draft.institution.name, today: draft.today }
  const parties = { uscc: draft.institution.uscc, siteName: draft.site.name, admdvs: draft.site.admdvs }
  const warnings = form === undefined ? [] : applicationWarnings(form, { ...context, ...parties })
  const site = { id: draft.site.id, institutionId: draft.institution.id, uscc: draft.institution.uscc }
  const state = await stateOf(read, site, draft.today)
  const places = [{ kind: draft.site.kind, siteId: draft.site.id }]
  const [bar] = await barsOn(read, draft.rules.policy, { uscc: draft.institution.uscc, on: draft.today, places })
  const hasServices = chosenServices(draft).length > 0
  return {
    problems: [...problemsOf(draft)],
    warnings: warnings.flatMap(({ path, message }): Problem[] => [...problemsAt(draft, { [path]: [message] })]),
    sections: form === undefined ? [] : answerRows(draft),
    score: hasServices ? scoreView(draft) : null,
    materials: hasServices
      ? materialsOf(draft)
          .filter(({ requirement, files }) => requirement === 'required' || files.length > 0)
          .map(({ id, title, files }) => ({
            title,
            files: files.map(({ file_name }) => file_name),
            href: `${draftHref(draft.id, 'materials')}#f-material-${id}`,
          }))
      : [],
    agency: agencyView(draft),
    round: roundView(draft.rules, draft.today) ?? null,
    bar: bar === undefined ? null : { until: bar.barredUntil, reason: bar.explanation },
    busy: state.is === 'running' ? state.caseId : null,
  }
}

function answerRows(draft: Draft): AnswerRows[] {
  const { form } = judgeForm(draft)
  if (form === undefined) return []
  const shown = displayedAnswers(form, draft).filter(({ question }) => question !== truthQuestion)
  return [...new Set(shown.map(({ section }) => section))].map((title) => {
    const sectionId = applicationSections.find((section) => section.title === title)?.id
    const page = sectionId === undefined ? undefined : pageOfSection(sectionId)
    const href = page === undefined ? null : `${draftHref(draft.id, page.id)}#${sectionId}`
    return { title, rows: shown.filter(({ section }) => section === title).map(({ question, answer }) => ({ question, answer, href })) }
  })
}

const truthQuestion = applicationSections
  .find(({ id }) => askedAtTheEnd.startsWith(`${id}.`))
  ?.fields.find(({ name }) => askedAtTheEnd.endsWith(`.${name}`))?.label

function scoreView(draft: Draft) {
  const { answered, expected, normalised, passMark, failedVetoes, categories } = judgeScores(draft).total
  return {
    answered,
    applicable: expected,
    total: normalised,
    passMark,
    failedVetoes: [...failedVetoes],
    categories: categories
      .filter(({ maximum }) => maximum > 0)
      .map(({ id, title, score, maximum }) => ({ id, title, max: maximum, self: score })),
  }
}

function agencyView({ site, rules, today }: Draft) {
  const jurisdiction = jurisdictionOf(site)
  if (!jurisdiction.ok) throw new Error('a stored site lies outside the city')
  const due = computeDeadline(rules.policy.deadlines.acceptanceDue, { from: today, calendar: rules.calendar })
  const until = due.ok ? `在 ${formatDate(due.value.dueOn)} 24:00 前` : '及时'
  return {
    name: jurisdiction.value.agencyName,
    reason: jurisdiction.value.reason,
    basis: jurisdiction.value.basis,
    nextStep: `立即生成带编号的收件回执；经办机构${until}审查，材料不齐的只一次性告知（第九条（二））`,
  }
}
