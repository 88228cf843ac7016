import { scoreSheetCategories } from '#app/forms/score-entries'
import { ensureAccount, ensureApplicant } from '#app/journey/cast'
import { anApplication, type Core, morningOf, openCore, type Party } from '#test/setup/core'
import { type Answer, hiddenOf, PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { clinicInput } from '#test/workflows/sample-application'
import { medicalStandard, policy } from '#test/workflows/seeds'
import type { Role } from '#workflows/access/authorise'
import { ApplicationInput } from '#workflows/domain/application-input'
import { applicableItems } from '#workflows/policy/evaluation-standard'
import type { ItemScore } from '#workflows/policy/item-scores'

/** The pages of rounds, evaluations, objections and the field over a portal of their own, for browsers without scripts. */

export const clinicItems = applicableItems(medicalStandard, policy, { kind: 'clinic', services: ['general_outpatient'] })

/** Written into the applicant's own sheet: must not reach a member who still scores. */
export const selfRemark = '申请人自评时写下的说明'

export type Site = {
  core: Core
  /** A second clinic of the same agency. */
  neighbour: Party
  as: (login: string) => Promise<PlainBrowser>
  close: () => Promise<void>
}

export async function openSite(): Promise<Site> {
  const core = await openCore()
  core.clinic.input.selfEvaluation[20] = { ...(core.clinic.input.selfEvaluation[20] as ItemScore), reason: selfRemark }
  const served = await startPages(core.portal, (file) =>
    /^routes\/(desk\/(round|evaluation|objection)|field\/|demo\/|session\/)/.test(file),
  )
  const as = async (login: string) => {
    const browser = new PlainBrowser(served.origin)
    await browser.get('/sign-in')
    const { status } = await browser.post('/demo/sign-in', { login })
    if (status !== 303) throw new Error(`${login} could not sign in: ${status}`)
    return browser
  }
  return { core, neighbour: await neighbourOf(core), as, close: served.close }
}

async function neighbourOf(core: Core): Promise<Party> {
  const raw = clinicInput()
  const name = '东营安康诊所有限公司'
  const input = ApplicationInput.parse({
    ...raw,
    institution: { ...raw.institution, name, uscc: '91370502MA3C7K4M5B' },
    site: { ...raw.site, name: '东营安康诊所' },
    form: { ...raw.form, account: { ...raw.form.account, accountName: name } },
  })
  return { ...core.clinic, ...(await ensureApplicant(core.portal, input, 'neighbour')), input }
}

/** Somebody with more than one duty at the agency of 东营区. */
export const personWith = (core: Core, login: string, roles: readonly Role[]) =>
  ensureAccount(core.portal, { login, name: '兼任者', roles, agencyId: '370502' }, 'a password of the tests')

/** Two clinics under evaluation in the April round of 东营区. */
export async function evaluating({ core, neighbour }: Site): Promise<{ clinic: string; other: string; round: string }> {
  const other = await anApplication(core, { stage: 'queued', party: neighbour, id: 'clinic-2' })
  const clinic = await anApplication(core, { stage: 'underEvaluation' })
  return { clinic, other, round: 'round-370502-2026-04' }
}

/** Opens a page and sends its form as the page made it, with what was typed. */
export async function fillIn(
  browser: PlainBrowser,
  path: string,
  fields: Record<string, string | readonly string[]>,
  shown?: Answer,
): Promise<Answer> {
  return browser.post(path, { ...hiddenOf(shown ?? (await browser.get(path))), ...fields })
}

/** Full marks as the score sheet posts them, with changes. */
export function sheetFields(changes: Record<string, string> = {}): Record<string, string> {
  const rows = scoreSheetCategories(medicalStandard, clinicItems, []).flatMap((category) => category.items)
  const full = rows.flatMap(({ id, max, isVeto }) => [
    ...(max > 0 ? [[`score.${id}`, `${Math.floor(max / 10)}.${max % 10}`]] : []),
    ...(isVeto ? [[`veto.${id}`, 'pass']] : []),
  ])
  return { ...Object.fromEntries(full), ...changes }
}

/** Declares, fills in and hands in the sheet of one member, all through the pages. */
export async function scoreOnPages(browser: PlainBrowser, caseId: string, changes: Record<string, string> = {}): Promise<Answer> {
  await fillIn(browser, `/field/${caseId}`, { _task: 'declareConflict', hasConflict: 'no', note: '' })
  await browser.post(`/field/${caseId}`, { ...sheetFields(changes), _intent: 'check' })
  return fillIn(browser, `/field/${caseId}/check`, { confirmed: 'yes' })
}

export const panelLogins = ['staff-370502', 'clinical-370502', 'manager-370502', 'insured-370502'] as const

/** 10:00 on a day of April 2026. */
export const aprilMorning = (day: number) => morningOf(`2026-04-${String(day).padStart(2, '0')}`)

/** The text of a page without its tags. */
export const wordsOf = ({ text }: Answer): string =>
  text
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
