import { agreementFileOf } from '#app/services/agreement-file.server'
import { changeContext } from '#app/services/case-context'
import { type Core, ids } from '#test/setup/core'
import { onePagePdf } from '#test/setup/upload-files'
import { unwrap } from '#test/workflows/seeds'
import { dateOf } from '#workflows/calendar/plain-date'
import type { ChangeFilingPayload } from '#workflows/commands/payloads'
import type { SubmittedFile } from '#workflows/commands/submitted-file'

/** What somebody at an institution and at its agency does about a change (第十四、十五条), by commands. */

/** A scan that is stored, as a command names it. */
export async function paperOf({ portal }: Core, words: string): Promise<SubmittedFile> {
  const digest = unwrap(await portal.unit.inTransaction((tx) => tx.files.put(onePagePdf(words), 'application/pdf', portal.now())))
  return { name: `${words}.pdf`, digest }
}

type Filing = Partial<ChangeFilingPayload> & Pick<ChangeFilingPayload, 'items'> & { lateReason?: string }

export const licence = (changedOn: string) => ({ licence: 'practiceLicence', number: 'PDY370502001', changedOn, expiresOn: '' }) as const

/** The input of `fileChange` with a paper for it. */
export const filingOf = async (core: Core, filing: Omit<Filing, 'licences'> & { licences?: readonly unknown[] }) => ({
  agreementId: ids.agreement,
  files: [await paperOf(core, '变更后的执业许可证')],
  ...filing,
})

/** Files a change of the clinic's agreement. */
export async function fileChange(core: Core, id: string, filing: Parameters<typeof filingOf>[1]): Promise<string> {
  await core.must(core.clinic.applicant, 'fileChange', id, await filingOf(core, filing))
  return id
}

/** Checked, put into a supplement and signed by both on paper. */
export async function settleChange(core: Core, id: string): Promise<void> {
  const { officer } = core.clinic
  if ((await core.stageOf(id)).startsWith('checking'))
    await core.must(officer, 'concludeChangeCheck', id, { opinion: '材料齐全，与证照一致。' })
  await core.must(officer, 'offerSupplement', id, { effectiveOn: dateOf(core.portal.now()), remark: '' })
  await signSupplement(core, id)
}

export async function signSupplement(core: Core, id: string): Promise<void> {
  const { officer, head } = core.clinic
  for (const [actor, command, name] of [
    [officer, 'registerPaperSupplement', '李责任'],
    [head, 'confirmPaperSupplement', '孙负责'],
  ] as const) {
    const text = await agreementFileOf(core.portal.read, id)
    await core.must(actor, command, id, {
      documentId: text?.documentId,
      baseDigest: text?.digest,
      scan: await paperOf(core, `${id} ${command}`),
      signerName: name,
      signedOn: dateOf(core.portal.now()),
      ...(command === 'registerPaperSupplement' ? { capacity: 'legalRepresentative' } : {}),
    })
  }
}

/** Two persons have looked at the new place or the added services, and every item is met. */
export async function passEvaluation(core: Core, id: string): Promise<void> {
  const { officer, head, secondOfficer, input } = core.clinic
  await core.must(officer, 'recordTargetedEvaluation', id, {
    visitedOn: dateOf(core.portal.now()),
    secondPersonId: secondOfficer.id,
    finding: '新址与平面图一致，分区和设备符合标准。',
    entries: input.selfEvaluation,
  })
  await core.must(head, 'confirmTargetedEvaluation', id, { opinion: '与现场记录一致。' })
}

export const changeOf = async (core: Core, id: string) => changeContext(await core.fileOf(id))
