import { expect, it } from 'vitest'
import { shortHead } from '#app/services/checkpoint-record.server'
import { sealCheckpoint, verifyLog } from '#app/services/checkpoints.server'
import { anApplication, ids, openCoreAt } from '#test/setup/core'
import { pdfText } from '#test/setup/pdf'
import { resign, unguard } from '#test/setup/tamper'

it('prints the newest checkpoint on a public notice, which contradicts a log that was signed anew', async () => {
  const core = await openCoreAt('evaluated')
  await sealCheckpoint(core.portal.unit, core.portal.now())
  const [sealed] = await core.portal.read.checkpoints.all()
  if (sealed === undefined) throw new Error('nothing was sealed')
  await anApplication(core, { after: 'evaluated', stage: 'publicNotice' })
  const notice = (await core.portal.read.documents.ofCase(ids.round)).find(({ kind }) => kind === 'publicNotice')
  const file = await core.portal.read.documents.latestFile(notice?.id ?? '')
  const stored = await core.portal.read.files.find(file?.digest ?? '')
  expect(pdfText(stored?.bytes ?? new Uint8Array())).toContain(`办理记录第1号封存${shortHead(sealed.digest)}`)
  expect(await verifyLog(core.portal.unit)).toEqual([])

  await unguard(core.database)
  await resign(core, [{ ...sealed, sealed_at: '2026-01-01T00:00:00.000Z' }])
  const faults = (await verifyLog(core.portal.unit)).filter(({ where }) => !where.startsWith('数据库触发器'))
  expect(faults).toMatchObject([{ kind: 'contradicts', where: `《${notice?.title}》${notice?.number} 第1版` }])
})
