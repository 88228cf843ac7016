import { submissionOf } from '#app/services/facts.server'
import type { Portal } from '#app/services/portal.server'
import { loadRules } from '#app/services/rules.server'
import { instant, plainDate } from '#workflows/calendar/plain-date'
import type { ApplicationInput } from '#workflows/domain/application-input'
import { EvaluationStandard } from '#workflows/policy/evaluation-standard'
import type { ItemScore } from '#workflows/policy/item-scores'
import { type Cast, demonstrationPassword, ensureAccount } from './cast'
import { demonstrationInput } from './demonstration-input'
import { apply, castFor, evaluateInRound, officeTime } from './life'
import { panelSheets } from './panel-scores'
import { act, ensureRound, negotiateAndSign, submit } from './steps'

/** When the demonstration's history begins, and the present that it is shown in (DECISIONS 19). */
export const demonstrationStart = instant('2023-02-01T01:00:00.000Z')
export const demonstrationPresent = instant('2026-03-02T01:00:00.000Z')

type Party = { key: string; input: ApplicationInput; cast: Cast; id: string }

/**
 * Three years of history and cases at many stages, made only through dispatch. Afterwards the portal's clock stands at
 * the demonstration's present.
 */
export async function makeDemonstration(portal: Portal): Promise<void> {
  await makeAdministrators(portal)
  const party = await partyMaker(portal)
  await firstRound(portal, await party('kangning'), await party('kangtai'))
  await oilfield(portal, await party('shengli'))
  await autumnRound(portal, {
    passed: await party('huimin'),
    failed: await party('anhe'),
    negotiating: await party('yifeng'),
    signing: await party('jiayuan'),
  })
  await present(portal, { queued: await party('yongsheng'), submitted: await party('renmin') })
}

async function makeAdministrators(portal: Portal): Promise<void> {
  for (const [login, name, role] of [
    ['system-admin', '系统管理员', 'systemAdmin'],
    ['security-admin', '安全管理员', 'securityAdmin'],
    ['audit-admin', '审计管理员', 'auditAdmin'],
  ] as const)
    await ensureAccount(portal, { login, name, roles: [role], agencyId: null }, demonstrationPassword)
  await ensureAccount(portal, { login: 'authority', name: '孟监督', roles: ['authority'], agencyId: '370500' }, demonstrationPassword)
}

async function partyMaker(portal: Portal): Promise<(key: string) => Promise<Party>> {
  const rules = await loadRules(portal.read, { on: plainDate('2023-02-01') })
  if (rules === undefined) throw new Error('no policy is in force')
  const { policy } = rules
  const standardOf = async (type: 'medical' | 'pharmacy') =>
    EvaluationStandard.parse(await portal.read.policy.getStandard(policy.evaluation.standards[type]))
  const standards = { medical: await standardOf('medical'), pharmacy: await standardOf('pharmacy') }
  return async (key) => {
    const type = ['kangtai', 'yifeng', 'renmin'].includes(key) ? 'pharmacy' : 'medical'
    const input = demonstrationInput(key, { standard: standards[type], policy })
    return { key, input, cast: await castFor(portal, input, key), id: `demo-${key}` }
  }
}

const sheetsOf = async (portal: Portal, { input }: Party) => {
  const rules = await loadRules(portal.read, { on: plainDate('2023-02-01') })
  return panelSheets(portal, rules?.policy.evaluation.standards[input.institution.type] ?? '', input.selfEvaluation)
}

/** 2023: a clinic and a pharmacy, in force for three years from May 2023. */
async function firstRound(portal: Portal, ...parties: Party[]): Promise<void> {
  for (const { cast, input, id } of parties) await apply(portal, cast, input, id)
  const sheets = await Promise.all(parties.map((party) => sheetsOf(portal, party)))
  await evaluateInRound(
    portal,
    parties.map(({ cast, id }, index) => ({ cast, cases: [{ id, scoresOf: sheets[index] ?? (() => []) }] })),
  )
  await portal.advanceTo(officeTime(plainDate('2023-05-08')))
  for (const { cast, input, id } of parties) await negotiateAndSign(portal, cast, input, id)
}

/** 2024: an oilfield centre in 利津县, which the city agency handles (第四条). */
async function oilfield(portal: Portal, party: Party): Promise<void> {
  await portal.advanceTo(officeTime(plainDate('2024-07-08')))
  await apply(portal, party.cast, party.input, party.id)
  await evaluateInRound(portal, [{ cast: party.cast, cases: [{ id: party.id, scoresOf: await sheetsOf(portal, party) }] }])
  await portal.advanceTo(officeTime(plainDate('2024-10-28')))
  await negotiateAndSign(portal, party.cast, party.input, party.id)
}

/** Autumn 2025: one passed and signed, one failed, one that still negotiates, one that waits for its signature. */
async function autumnRound(portal: Portal, parties: Record<'passed' | 'failed' | 'negotiating' | 'signing', Party>): Promise<void> {
  await portal.advanceTo(officeTime(plainDate('2025-08-11')))
  const all = [parties.passed, parties.failed, parties.negotiating, parties.signing]
  for (const { cast, input, id } of all) await submit(portal, cast, input, id)
  await act(portal, parties.signing.cast.officer, 'issueSupplementNotice', parties.signing.id, {
    items: [
      {
        materialId: 'practiceLicence',
        title: '执业许可证正副本或者备案凭证',
        problem: '副本缺少最近一次校验页',
        remedy: '补交校验页的清晰扫描件',
      },
    ],
  })
  const submission = await submissionOf(portal.read, parties.signing.id)
  await act(portal, parties.signing.cast.applicant, 'answerSupplementNotice', parties.signing.id, {
    materials: submission?.materials.filter(({ materialId }) => materialId === 'practiceLicence'),
    explanation: '已补交校验页。',
  })
  for (const { cast, id } of all) await act(portal, cast.officer, 'acceptApplication', id, { opinion: '材料齐全，符合要求，予以受理。' })
  const sheets = await Promise.all(all.map(async (party) => (party === parties.failed ? poorSheets(party) : await sheetsOf(portal, party))))
  await evaluateInRound(portal, [
    { cast: parties.passed.cast, cases: all.map(({ id }, index) => ({ id, scoresOf: sheets[index] ?? (() => []) })) },
  ])
  await portal.advanceTo(officeTime(plainDate('2025-11-03')))
  await negotiateAndSign(portal, parties.passed.cast, parties.passed.input, parties.passed.id)
  await portal.advanceTo(officeTime(plainDate('2026-02-10')))
  for (const { cast, input, id } of [parties.negotiating, parties.signing])
    await act(portal, cast.officer, 'offerTerms', id, {
      services: input.form.services.services,
      startsOn: '',
      remark: '请核对结算账户和服务类别。',
    })
  await portal.advanceTo(officeTime(plainDate('2026-02-26')))
  await act(portal, parties.signing.cast.applicant, 'agreeTerms', parties.signing.id, { confirmed: 'yes' })
}

/** A panel that finds much to deduct: half of the points of every item that has them. */
const poorSheets =
  ({ input }: Party) =>
  (): readonly ItemScore[] =>
    input.selfEvaluation.map((entry) =>
      entry.score === null || entry.itemId.endsWith('B01') || entry.score % 20 !== 0
        ? entry
        : { ...entry, score: entry.score / 2, reason: '现场考查发现制度未落实、记录缺失，按评分规则扣分' },
    )

/** The months before April 2026: the next round with its panel, one accepted application, one just handed in. */
async function present(portal: Portal, { queued, submitted }: { queued: Party; submitted: Party }): Promise<void> {
  await apply(portal, queued.cast, queued.input, queued.id)
  await ensureRound(portal, queued.cast, 2026, 4)
  await portal.advanceTo(demonstrationPresent)
  await submit(portal, submitted.cast, submitted.input, submitted.id)
}
