import { storeAttachments } from '#app/services/attachments-store.server'
import { startBatch } from '#app/services/desk/batch.server'
import { openDraft } from '#app/services/drafts.server'
import { findEvaluation } from '#app/services/evaluation-view.server'
import { giveLead } from '#app/services/notices/leads.server'
import { fileObjection } from '#app/services/public/objections.server'
import { proposeCalendar } from '#app/services/rule-change/calendar-import.server'
import { formatHundredths } from '#app/view/format'
import { sha256 } from '#db/canonical-json'
import { anApplication, type Core, ids as caseIds, openCore } from '#test/setup/core'
import { documentSamples } from '#test/setup/document-samples'
import { corrected2026 } from '#test/workflows/corrected-calendar'
import { unwrap } from '#test/workflows/seeds'
import { type Actor, systemActor } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { documentAudience } from '#workflows/domain/document-audience'
import { DocumentKind } from '#workflows/engine/effects'
import type { Secret } from './row'
import { ensureViewers, logins } from './viewers'

/** The moments at which addresses are asked for: the stage of the clinic's application, which every row is about. */
export const moments = ['submitted', 'underEvaluation', 'evaluated', 'publicNotice', 'countersigning', 'inForce'] as const
export type Moment = (typeof moments)[number]

/** What the rows name in braces, and what pages must not show. */
export type World = { core: Core; ids: Readonly<Record<string, string>>; secrets: Readonly<Record<Secret, readonly string[]>> }

const objector = { name: '异议人甲某', phone: '13905461234' }
const clinicPaper = Buffer.from('%PDF-1.4\n% licence of the second site\n%%EOF\n')

/** The moments of one core, in the order of its life; the two lives share nothing. */
const lives: readonly (readonly Moment[])[] = [
  ['submitted', 'underEvaluation'],
  ['evaluated', 'publicNotice', 'countersigning', 'inForce'],
]

/** Brings a world to a moment, from the one before it in the same life or from nothing. */
export async function reach(moment: Moment, before: World | undefined): Promise<World> {
  const life = lives.find((one) => one.includes(moment)) ?? []
  const previous = life[life.indexOf(moment) - 1]
  if (previous === undefined || before === undefined) {
    const core = await openCore()
    await ensureViewers(core.portal)
    const own = { ...(await unsent(core)), ...(await held(core)) }
    if (moment === 'evaluated') {
      await anApplication(core, { stage: 'underEvaluation' })
      loseAPoint(core)
      await anApplication(core, { stage: moment, after: 'underEvaluation' })
    } else await anApplication(core, { stage: moment })
    return describeWorld(core, { ...own, ...(await happenings[moment]?.(core)) })
  }
  const { core, ids } = before
  if (ids.objection !== undefined && moment === 'countersigning') await answerObjection(core, ids.objection)
  await anApplication(core, { stage: moment, after: previous })
  return describeWorld(core, { ...ids, ...(await happenings[moment]?.(core)) })
}

/** What is done at a moment beyond the way of the application itself. */
const happenings: Partial<Record<Moment, (core: Core) => Promise<Record<string, string>>>> = {
  async submitted(core) {
    await anApplication(core, { stage: 'submitted', party: core.pharmacy })
    return {}
  },
  async underEvaluation(core) {
    const [cleared, conflicted] = core.clinic.panel
    await core.must(member(cleared), 'declareConflict', caseIds.application, { hasConflict: 'no', note: '' })
    await core.must(member(conflicted), 'declareConflict', caseIds.application, { hasConflict: 'yes', note: '配偶在该诊所任职' })
    return { ...(await undelivered(core)), ...(await batch(core)), ...(await oneOfEachKind(core, 'application')) }
  },
  async publicNotice(core) {
    const objection = core.portal.newId()
    const statement = '公示的执业医师注册地点与申请表所填的不一致，请重新核查评估结果'
    const digest = unwrap(await core.portal.unit.inTransaction((tx) => tx.files.put(clinicPaper, 'application/pdf', core.portal.now())))
    const evidence = [{ name: '证明材料1.pdf', digest }]
    unwrap(await fileObjection(core.portal, caseIds.application, objection, { ...objector, statement, evidence }))
    const lead = core.portal.newId()
    unwrap(await giveLead(core.portal, { id: lead, caseId: caseIds.application, channel: 'portal', statement, evidence }))
    return { objection, lead, evidence: digest }
  },
  async inForce(core) {
    const list = 'list-1'
    await core.must(core.city.officer, 'draftList', list, { additions: [caseIds.agreement], exits: [] })
    const ledger = 'ledger-1'
    await core.must(core.clinic.officer, 'recordBarFact', ledger, {
      cause: 'falseApplication',
      uscc: core.clinic.input.institution.uscc,
      name: core.clinic.input.institution.name,
      decidedOn: '2026-03-02',
      facts: '执业医师证书系变造，经发证机关核实。',
    })
    const later = { ...(await laterLife(core)), ...(await versionsOfRules(core)), calendarChange: await proposedCalendar(core) }
    return { list, ledger, ...later, ...(await oneOfEachKind(core, 'agreement')) }
  },
}

/** A correction of the year that the city has proposed and nobody has confirmed. */
const proposedCalendar = async ({ portal, city }: Core): Promise<string> =>
  unwrap(await proposeCalendar(portal, city.officer, { year: '2026', days: corrected2026({ off: { '2026-12-31': '元旦' } }) }))

const lostPoint = '候诊区和治疗区之间没有隔断'

/** From now on the panel scores one item lower than the applicant did. */
function loseAPoint({ clinic: { input } }: Core): void {
  const index = input.selfEvaluation.findIndex(({ score, veto }) => score !== null && score > 10 && veto === null)
  const entry = input.selfEvaluation[index]
  if (entry === undefined || entry.score === null) throw new Error('no item to lose a point on')
  input.selfEvaluation[index] = { ...entry, score: entry.score - 10, reason: lostPoint }
}

const answerObjection = ({ must, clinic }: Core, objectionId: string) =>
  must(clinic.officer, 'decideObjection', caseIds.application, {
    objectionId,
    upheld: 'no',
    finding: '经核查，执业医师的注册地点与申请表一致。',
    secondHandlerId: clinic.secondOfficer.id,
  })

const member = (one: { actor: Actor } | undefined): Actor => {
  if (one === undefined) throw new Error('the panel is too small')
  return one.actor
}

/** A version of the rules that names its end, one that is drawn up after it, and a record for the days after the end. */
async function versionsOfRules({ must, city: { officer, head }, portal }: Core): Promise<Record<string, string>> {
  const [publishedRules, rules, override] = ['rules-published', 'rules-draft', 'override-1']
  const [title, today] = ['东营市协议管理规则', dateOf(portal.now())]
  const draft = { basedOn: 'dongying-2016@2016-draft.1', code: 'dongying', title, effectiveFrom: today }
  await must(officer, 'draftRules', publishedRules, { ...draft, version: '1' })
  const change = { part: 'validity', title, effectiveFrom: today, effectiveTo: '2030-05-10' }
  await must(officer, 'amendRules', publishedRules, { change })
  for (const command of ['checkRules', 'publishRules'] as const) await must(head, command, publishedRules, { opinion: '与文件一致' })
  await must(officer, 'draftRules', rules, { ...draft, version: '2', effectiveFrom: '2030-05-11' })
  const days = { firstDay: '2030-05-11', lastDay: '2030-06-30' }
  const reason = '新的办法尚未公布，申请不能中断。'
  await must(officer, 'proposeOverride', override, { policyId: 'dongying@1', ...days, basis: '市局通知', reason })
  return { publishedRules, rules, override }
}

/** A second site of the clinic with a draft that was not sent and a paper uploaded for it. */
async function unsent({ portal, clinic }: Core): Promise<Record<string, string>> {
  const site = 'site-second'
  const first = await portal.read.institutions.getSite(clinic.siteId)
  await portal.unit.inTransaction((tx) => tx.institutions.insertSite({ ...first, id: site, address: '东二路8号2层' }))
  const draft = (await openDraft(portal, clinic.applicant, site)) ?? ''
  const file = { field: '', name: '许可证.pdf', mediaType: 'application/pdf', bytes: clinicPaper, digest: sha256(clinicPaper) }
  await storeAttachments(portal, { draftId: draft, materialId: 'practiceLicence', actorId: clinic.applicant.id, files: [file] })
  const [attachment] = await portal.read.drafts.attachments(draft)
  return { site, draft, attachment: attachment?.id ?? '', institution: clinic.institutionId, ...(await keptPapers({ portal, clinic })) }
}

/** The letter of authority of the clinic's clerk, and a paper that the clinic keeps for its applications. */
async function keptPapers({ portal, clinic }: Pick<Core, 'portal' | 'clinic'>): Promise<Record<string, string>> {
  const [letter, libraryPaper] = ['letter-clinic', 'paper-clinic']
  const { applicant, institutionId } = clinic
  await portal.unit.inTransaction(async (tx) => {
    const digest = await tx.files.put(clinicPaper, 'application/pdf', portal.now())
    const given = { given_by: applicant.id, given_at: portal.now(), scope: 'all', valid_until: '2030-12-31' } as const
    const scan = { digest, file_name: '授权委托书.pdf' }
    await tx.members.giveLetter({ id: letter, institution_id: institutionId, account_id: applicant.id, ...given, ...scan })
    const added = { added_by: applicant.id, added_at: portal.now(), site_id: null, valid_until: null }
    const file = { digest, file_name: '营业执照.pdf', media_type: 'application/pdf', size: clinicPaper.byteLength }
    await tx.library.add({ id: libraryPaper, institution_id: institutionId, material_id: 'registration', ...added, ...file })
  })
  return { letter, libraryPaper }
}

/** A form of the clinic that came after its session had run out. */
async function held({ portal, clinic }: Core): Promise<Record<string, string>> {
  const id = 'held-form'
  const form = { id, account_id: clinic.applicant.id, action: '/my/sites/new', fields: [], created_at: portal.now() }
  await portal.unit.inTransaction((tx) => tx.drafts.holdForm(form, '2000-01-01T00:00:00.000Z'))
  return { held: id }
}

/** Work on the clinic's application that the officer gave and that is not done yet. */
async function batch({ portal, clinic }: Core): Promise<Record<string, string>> {
  const ticked = [{ caseId: caseIds.application, revision: 1 }]
  return { batch: unwrap(await startBatch(portal, clinic.officer, { id: portal.newId(), input: { task: 'claim' }, ticked })) }
}

/** An e-mail to the clinic that did not arrive. */
async function undelivered({ portal, clinic }: Core): Promise<Record<string, string>> {
  const [id, at] = ['delivery-failed', portal.now()]
  const about = { agency_id: clinic.officer.agencyId ?? '', case_id: caseIds.application, account_id: clinic.applicant.id }
  const email = { address: 'clinic@example.com', subject: '文书送达', text: '请登录平台查看。' }
  await portal.unit.inTransaction(async (tx) => {
    await tx.deliveries.add({ id, channel: 'mail', notification_id: 'notification-failed', ...about, ...email, created_at: at })
    await tx.deliveries.markFailed(id, '550 no such user', at)
  })
  return { delivery: id }
}

/** A document of every kind on a case, whatever its stage would issue: who may read it is asked of each. */
/** A change, a renewal and an ending of the agreement, each as it was opened. */
async function laterLife({ must, clinic, portal }: Core): Promise<Record<string, string>> {
  const agreementId = caseIds.agreement
  const digest = unwrap(await portal.unit.inTransaction((tx) => tx.files.put(clinicPaper, 'application/pdf', portal.now())))
  const paper = { name: '证明材料.pdf', digest }
  await must(clinic.applicant, 'fileChange', 'change-1', {
    agreementId,
    items: [{ item: 'level', before: '', after: '一级' }],
    files: [paper],
  })
  await must(systemActor, 'openRenewal', 'renewal-1', { agreementId, expiresOn: '2029-05-10', filedOn: '2026-05-12', isEarly: true })
  await must(clinic.officer, 'proposeEnding', 'ending-1', {
    agreementId,
    ground: 'violation',
    facts: ['2026年5月11日现场检查发现串换项目收费。'],
    basis: '服务协议第二十条',
    evidence: [paper],
  })
  return { change: 'change-1', renewal: 'renewal-1', ending: 'ending-1' }
}

async function oneOfEachKind({ portal, clinic }: Core, subject: 'application' | 'agreement'): Promise<Record<string, string>> {
  const [receipt] = await portal.read.documents.ofCase(caseIds.application)
  const bytes = await portal.read.documents.latestFile(receipt?.id ?? '')
  if (bytes === undefined) throw new Error('nothing was issued yet')
  // Beyond the revisions of the case, each of which issues a kind once at most.
  const revision = 9000
  const common = { case_id: caseIds[subject], revision, agency_id: clinic.officer.agencyId ?? '', institution_id: clinic.institutionId }
  const issued = DocumentKind.options.map((kind) => [`paper_${subject}_${kind}`, kind] as const)
  await portal.unit.inTransaction(async (tx) => {
    for (const [id, kind] of issued) {
      await tx.documents.insert({
        ...common,
        id,
        kind,
        number: `编号-${id}`,
        title: kind,
        data: documentSamples[kind](),
        issued_at: portal.now(),
      })
      await tx.documents.addFile({ document_id: id, version: 1, digest: bytes.digest, note: '', created_at: portal.now() })
    }
  })
  return Object.fromEntries(issued.map(([id]) => [id, id]))
}

/** The official total as pages print it; none before the conclusion. */
async function totalOf({ portal, clinic }: Core): Promise<string[]> {
  const view = await findEvaluation(portal, clinic.officer, caseIds.application)
  return view?.result === undefined ? [] : [formatHundredths(view.result.normalised)]
}

async function describeWorld(core: Core, known: Record<string, string>): Promise<World> {
  const { read } = core.portal
  const issued: [string, string][] = []
  const numbers: string[] = []
  const withheld: string[] = []
  for (const caseId of Object.values(caseIds))
    for (const { id, kind, number } of await read.documents.ofCase(caseId)) {
      if (!id.startsWith('paper_')) issued.push([kind, id])
      const audience = documentAudience[DocumentKind.parse(kind)]
      if (audience !== 'public') numbers.push(number)
      if (audience === 'objector' || audience === 'authority') withheld.push(number)
    }
  const [submission] = await read.eventLog.ofCase(caseIds.application, 'submitApplication')
  const digest = /"digest":"([0-9a-f]{64})"/.exec(JSON.stringify(submission?.payload))?.[1] ?? ''
  const { institution, form } = core.clinic.input
  const account = await read.people.findByLogin(logins.officer)
  return {
    core,
    ids: { ...known, ...caseIds, ...Object.fromEntries(issued), digest, officerAccount: account?.id ?? '' },
    secrets: {
      case: [core.clinic.input.site.name, institution.name, institution.uscc, ...numbers],
      contents: [...numbers, digest, form.agent.agentId, form.agent.agentMobile],
      objector: [objector.name, objector.phone],
      result: [lostPoint, ...(await totalOf(core))],
      notForInstitution: withheld,
    },
  }
}
