import { z } from 'zod'
import { type Cast, ensureAgencyStaff } from '#app/journey/cast'
import { act, evaluate, visit } from '#app/journey/steps'
import { signAgreement } from '#app/services/agreement-signing.server'
import { storeAttachments } from '#app/services/attachments-store.server'
import { continueBatch, startBatch } from '#app/services/desk/batch.server'
import { type DraftData, openDraft } from '#app/services/drafts.server'
import { saveScores } from '#app/services/field-view.server'
import { giveLead } from '#app/services/notices/leads.server'
import type { Portal } from '#app/services/portal.server'
import { fileObjection } from '#app/services/public/objections.server'
import { proposeCalendar } from '#app/services/rule-change/calendar-import.server'
import { actorOf } from '#app/services/sessions.server'
import { pretended } from '#app/services/sms/transport.server'
import { demoSigner } from '#app/services/trust.server'
import { morningOf } from '#test/setup/core'
import { corrected2026 } from '#test/workflows/corrected-calendar'
import { unwrap } from '#test/workflows/seeds'
import type { Actor } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { ItemScore } from '#workflows/policy/item-scores'
import { smallPdf } from '../steps/files'
import { objection } from '../steps/public'

export const roundId = 'round-370502-2026-04'
/** Evaluated together in April: the one still to be accepted when the demonstration begins, and the one accepted. */
const [pharmacy, outpatients] = ['demo-renmin', 'demo-yongsheng'] as const

/** The demonstration with a little more in it, so that every page has something to show, and the moments it passes. */
export type World = { core: Portal; ids: Record<string, string> }

/** The verification code of the newest document of a kind on a case. */
const documentOf = async (core: Portal, caseId: string, kind: string): Promise<string> =>
  (await core.read.documents.ofCase(caseId)).find((one) => one.kind === kind)?.id ?? ''

export const accountOf = async (core: Portal, login: string): Promise<Actor> => {
  const account = await core.read.people.findByLogin(login)
  if (account === undefined) throw new Error(`no account ${login}`)
  return actorOf(account)
}

const Submission = z.object({
  selfEvaluation: z.array(ItemScore),
  materials: z.array(z.object({ files: z.array(z.object({ digest: z.string() })) })),
})

const submissionOf = async (core: Portal, caseId: string) => {
  const [first] = await core.read.eventLog.ofCase(caseId)
  return Submission.parse(first?.payload)
}

/** An e-mail that did not reach a pharmacy, one that did, and a text message. */
async function failedMail(core: Portal): Promise<void> {
  const account = await core.read.people.findByLogin('renmin')
  const mail = {
    agency_id: '370502',
    case_id: pharmacy,
    account_id: account?.id ?? '',
    address: 'yaodian.renmin.yibao.banshi@mail.dongying.example',
    subject: '轮到您办理：东营区人民大药房',
    text: '请办理。',
    created_at: core.now(),
  }
  await core.unit.inTransaction(async (tx) => {
    await tx.deliveries.add({ ...mail, channel: 'mail', id: 'mail-failed', notification_id: 'mail-failed' })
    await tx.deliveries.markFailed('mail-failed', '收件方不接受这个邮箱地址：可能写错，或者已经停用（应答550）', core.now())
    await tx.deliveries.add({ ...mail, channel: 'mail', id: 'mail-sent', notification_id: 'mail-sent' })
    await tx.deliveries.markSent('mail-sent', core.now(), null)
    const text = '请按补正告知书逐项上传材料并提交。事项：东营区人民大药房。请登录平台查看办理，咨询0546-8221234。'
    const sms = { ...mail, channel: 'sms', address: '13805460000', text } as const
    await tx.deliveries.add({ ...sms, id: 'sms-sent', notification_id: 'mail-sent' })
    await tx.deliveries.markSent('sms-sent', core.now(), pretended)
  })
}

/** A finished batch of the officer: one case claimed, one that a colleague holds. */
async function batch(core: Portal): Promise<string> {
  const [officer, colleague] = [await accountOf(core, 'officer-370502'), await accountOf(core, 'officer2-370502')]
  const other = await core.read.deskCases.list({ agencyId: '370502', isActive: true, holder: { accountId: colleague.id } }, { limit: 1 })
  const ticked = [pharmacy, ...other.map(({ id }) => id)].map((caseId) => ({ caseId, revision: 1 }))
  const id = core.newId()
  await startBatch(core, officer, { id, input: { task: 'claim' }, ticked })
  await continueBatch(core, officer, id)
  return id
}

/** A version of the rules that the city draws up. */
async function draftRules(core: Portal): Promise<void> {
  const today = dateOf(core.now())
  const text = {
    basedOn: 'national-2021@2021-draft.1',
    code: 'national',
    version: '2026.1',
    title: '医疗保障定点管理规则',
    effectiveFrom: today,
  }
  await act(core, await accountOf(core, 'officer-370500'), 'draftRules', 'rules-draft', text)
}

export async function makeWorld(core: Portal): Promise<World> {
  await draftRules(core)
  const applicant = await accountOf(core, 'anhe')
  const site = (await core.read.caseFiles.find('demo-anhe'))?.site_id
  const draft = (await openDraft(core, applicant, site ?? '')) ?? ''
  await core.unit.inTransaction((tx) =>
    tx.drafts.save(
      draft,
      { answers: { 'services.services': ['general_outpatient'] }, savedPages: [], scores: {} } satisfies DraftData,
      core.now(),
    ),
  )
  const { name, bytes } = smallPdf('执业许可证')
  const file = { field: '', name, mediaType: 'application/pdf', bytes, digest: '' }
  await storeAttachments(core, { draftId: draft, materialId: 'practiceLicence', actorId: applicant.id, files: [file] })
  const [attachment] = await core.read.drafts.attachments(draft)
  const held = core.newId()
  const fields: [string, string][] = [['_revision', '1']]
  await core.unit.inTransaction((tx) =>
    tx.drafts.holdForm(
      { id: held, account_id: applicant.id, action: '/my/sites/new', fields, created_at: core.now() },
      '2000-01-01T00:00:00.000Z',
    ),
  )
  await failedMail(core)
  const calendar = 'c'.repeat(43)
  const feed = { account_id: applicant.id, token: calendar, created_at: core.now() }
  await core.unit.inTransaction((tx) => tx.notificationPreferences.putFeed(feed))
  return {
    core,
    ids: {
      batch: await batch(core),
      calendar,
      calendarChange: await proposedCalendar(core),
      draft,
      held,
      attachment: attachment?.id ?? '',
      agreementCode: await documentOf(core, 'demo-huimin', 'serviceAgreement'),
      closedNotice: await documentOf(core, 'round-370502-2025-10', 'publicNotice'),
      receipt: await documentOf(core, 'demo-yifeng', 'applicationReceipt'),
      paperReceipt: await documentOf(core, pharmacy, 'applicationReceipt'),
      paper: (await submissionOf(core, pharmacy)).materials[0]?.files[0]?.digest ?? '',
    },
  }
}

/** A further day off while the notice of the demonstration runs, proposed by the city. */
const proposedCalendar = async (core: Portal): Promise<string> =>
  unwrap(
    await proposeCalendar(core, await accountOf(core, 'officer-370500'), {
      year: '2026',
      source: '国办发明电〔2026〕2号',
      days: corrected2026({ off: { '2026-03-04': '春节', '2026-03-05': '春节' } }),
    }),
  )

type Staff = Omit<Cast, 'applicant' | 'institutionId' | 'siteId'>
const sheetsOf = async (core: Portal, caseId: string) => {
  const { selfEvaluation } = await submissionOf(core, caseId)
  return () => selfEvaluation
}

/** The moments of the demonstration at which pages are looked at, in their order, and how each is reached. */
export const moments = {
  march: async () => {},
  halfSigned: async ({ core }: World) => {
    const signer = await demoSigner(core.unit, '东营佳园社区卫生服务站')
    await signAgreement(core, { actor: await accountOf(core, 'jiayuan'), caseId: 'demo-jiayuan', signer, commandId: core.newId() })
    await core.settle()
  },
  evaluating: async ({ core }: World, { officer, panel }: Staff) => {
    await act(core, officer, 'acceptApplication', pharmacy, { opinion: '材料齐全，予以受理。' })
    await core.advanceTo(morningOf('2026-04-13'))
    const [first] = panel
    if (first === undefined) throw new Error('no panel')
    await act(core, first.actor, 'declareConflict', outpatients, { hasConflict: 'no', note: '' })
    await saveScores(core, outpatients, first.actor.id, (await submissionOf(core, outpatients)).selfEvaluation)
    await evaluate(core, { officer, panel }, pharmacy, await sheetsOf(core, pharmacy))
  },
  handedIn: async ({ core }: World, { officer, panel }: Staff) => {
    const sheet = await sheetsOf(core, outpatients)
    for (const [index, { actor }] of panel.entries()) {
      if (index > 0) await act(core, actor, 'declareConflict', outpatients, { hasConflict: 'no', note: '' })
      await act(core, actor, 'submitScoreSheet', outpatients, { entries: sheet() })
    }
    await visit(core, { officer, panel }, outpatients)
    await act(core, officer, 'concludeEvaluation', outpatients, {})
    await act(core, officer, 'submitResults', roundId, {})
  },
  approved: ({ core }: World, { head }: Staff) =>
    act(core, head, 'approveResults', roundId, { opinion: '评估程序和结果符合规定，同意公示。' }),
  published: async ({ core, ids }: World, { officer }: Staff) => {
    await act(core, officer, 'publishResults', roundId, {})
    ids.notice = await documentOf(core, roundId, 'publicNotice')
    const receipt = core.newId()
    ids.objectionReceipt = receipt
    const { name, phone, statement } = objection
    const digest = unwrap(await core.unit.inTransaction((tx) => tx.files.put(smallPdf('来访登记').bytes, 'application/pdf', core.now())))
    const evidence = [{ name: '证明材料1.pdf', digest }]
    unwrap(await fileObjection(core, outpatients, receipt, { name, phone, statement, evidence }))
    ids.evidence = digest
    ids.lead = core.newId()
    unwrap(await giveLead(core, { id: ids.lead, caseId: outpatients, channel: 'portal', statement, evidence }))
    const check = { document_id: ids.notice, checked_at: core.now(), http_status: 200, digest }
    await core.unit.inTransaction(async (tx) => {
      await tx.noticeChecks.add({ ...check, id: 'check-1', outcome: 'ok', note: '' })
      await tx.noticeChecks.add({ ...check, id: 'check-2', outcome: 'failed', http_status: null, digest: null, note: '公示网页没有应答' })
    })
    await core.settle()
    ids.objectionPaper = await documentOf(core, outpatients, 'objectionReceipt')
  },
  negotiating: ({ core }: World) => core.advanceTo(morningOf('2026-04-22')),
  expired: ({ core }: World) => core.advanceTo(morningOf('2026-05-11')),
} satisfies Record<string, (world: World, staff: Staff) => Promise<void>>
export type Moment = keyof typeof moments

/** Brings the world to its next moment. */
export const reach = async (world: World, moment: Moment): Promise<void> =>
  moments[moment](world, await ensureAgencyStaff(world.core, '370502'))
