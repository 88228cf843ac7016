import { expect, it } from 'vitest'
import { verifyFile } from '#app/services/public/verification.server'
import { ids, openCoreAt } from '#test/setup/core'
import { pdfText } from '#test/setup/pdf'
import { unwrap } from '#test/workflows/seeds'

const former = '东营区社会保险经办机构'
const present = '东营区医疗保障经办机构'

it('54: the agency is reorganised: agreements go on unsigned anew, what was signed keeps its words, what follows bears the new name', async () => {
  const core = await openCoreAt('inForce')
  const { portal, clinic } = core
  const agency = await portal.read.institutions.getAgency('370502')
  expect(agency.name).toBe(former)
  const stageBefore = await core.stageOf(ids.agreement)
  unwrap(await portal.unit.inTransaction((tx) => tx.institutions.putAgency({ ...agency, name: present })))

  expect(await core.stageOf(ids.agreement)).toBe(stageBefore)
  const [signed] = (await portal.read.documents.ofCase(ids.application)).filter(({ kind }) => kind === 'serviceAgreement')
  const file = await portal.read.documents.latestFile(signed?.id ?? '')
  const pdf = (await portal.read.files.find(file?.digest ?? ''))?.bytes ?? new Uint8Array()
  expect(pdfText(Buffer.from(pdf))).toContain(former)
  // Whoever checks the file today hears that both signatures are valid, under the name that the text has.
  expect(await verifyFile(portal, { name: '协议.pdf', bytes: pdf })).toMatchObject({
    signatures: [{ isValid: true }, { isValid: true, signer: former }],
  })

  await core.must(clinic.officer, 'fileAgreement', ids.agreement, { remark: '' })
  const filed = (await portal.read.documents.ofCase(ids.agreement)).find(({ kind }) => kind === 'filingForm')
  expect(filed?.data).toMatchObject({ head: { issuer: present } })
})
