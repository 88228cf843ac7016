import { expect, it } from 'vitest'
import { isReady } from '#app/server/readiness'
import { verifyAndRecord } from '#app/services/verify-record.server'
import { anApplication, openCore } from '#test/setup/core'

it('requests are sent here until the log was found altered, and again once it was found sound', async () => {
  const core = await openCore()
  const { portal, database } = core
  const id = await anApplication(core, { stage: 'submitted' })
  const logIsGood = async () => (await isReady(portal, database)).checks.log
  expect(await logIsGood()).toBe(true)
  await verifyAndRecord(portal)
  expect(await logIsGood()).toBe(true)
  const files = database.write.updateTable('stored_file')
  const [receipt] = await portal.read.documents.ofCase(id)
  const { digest } = (await portal.read.documents.latestFile(receipt?.id ?? '')) ?? expect.fail('no receipt')
  const { bytes } = (await portal.read.files.find(digest)) ?? expect.fail('no bytes')
  await files
    .set({ bytes: Buffer.from('altered') })
    .where('digest', '=', digest)
    .execute()
  await verifyAndRecord(portal)
  expect(await logIsGood()).toBe(false)
  expect((await isReady(portal, database)).ok).toBe(false)
  await files.set({ bytes }).where('digest', '=', digest).execute()
  await verifyAndRecord(portal)
  expect(await logIsGood()).toBe(true)
})
