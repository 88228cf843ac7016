import { afterAll, describe, expect, it } from 'vitest'
import { sealCheckpoint, verifyLog } from '#app/services/checkpoints.server'
import { verifyStored } from '#app/services/stored-checks.server'
import { type Core, coresOn, ids, openCoreAt } from '#test/setup/core'
import { bothDatabases } from '#test/setup/databases'
import { unwrap } from '#test/workflows/seeds'

const kinds = await bothDatabases()
afterAll(() => {
  for (const kind of kinds) kind.stop()
})

async function theReceipt(core: Core) {
  const [document] = await core.portal.read.documents.ofCase(ids.application)
  const file = document && (await core.portal.read.documents.latestFile(document.id))
  if (document === undefined || file === undefined) throw new Error('no document')
  return { ...document, file, place: `《${document.title}》${document.number} 第1版` }
}
type Receipt = Awaited<ReturnType<typeof theReceipt>>

const forged = Buffer.from('%PDF-1.7 forged')

const attacks: [string, (core: Core, receipt: Receipt) => Promise<unknown>, RegExp, 'always' | 'sealed'][] = [
  [
    'whose stored bytes were changed',
    (core, { file }) => core.database.write.updateTable('stored_file').set({ bytes: forged }).where('digest', '=', file.digest).execute(),
    /^改动：留存的文件（系统生成）与登记的摘要不符$/,
    'always',
  ],
  [
    'that was exchanged together with the digest registered',
    async (core, { id, file }) => {
      const digest = unwrap(await core.portal.unit.inTransaction((tx) => tx.files.put(forged, 'application/pdf', file.created_at)))
      await core.database.write.updateTable('document_file').set({ digest }).where('document_id', '=', id).execute()
    },
    /^改动：登记的摘要与封存时不同/,
    'sealed',
  ],
  [
    'whose frozen data were changed',
    (core, { id, data }) =>
      core.database.write
        .updateTable('document')
        .set({ data: JSON.stringify(data).replace('东营', '西营') })
        .where('id', '=', id)
        .execute(),
    /^改动：文书的登记内容与封存时不同$/,
    'sealed',
  ],
  [
    'whose registration was taken out',
    (core, { id }) => core.database.write.deleteFrom('document_file').where('document_id', '=', id).execute(),
    /^缺失：封存时有，现在没有登记$/,
    'sealed',
  ],
]

describe.each(kinds.map((kind) => [kind.name, kind] as const))('verify on %s', (_name, kind) => {
  coresOn(kind)

  it.each(attacks)('names a document %s, by title, number and version', async (_attack, by, sentence, when) => {
    for (const isSealed of when === 'always' ? [true, false] : [true]) {
      const core = await openCoreAt('submitted')
      if (isSealed) await sealCheckpoint(core.portal.unit, core.portal.now())
      const receipt = await theReceipt(core)
      expect(await verifyLog(core.portal.unit)).toEqual([])
      await by(core, receipt)
      expect(await verifyLog(core.portal.unit)).toEqual([
        expect.objectContaining({ where: receipt.place, sentence: expect.stringMatching(sentence) }),
      ])
      await core.close()
    }
  })

  it('names the version that was signed, when that one was changed', async () => {
    const core = await openCoreAt('countersigning')
    const agreement = (await core.portal.read.documents.ofCase(ids.application)).find(({ kind: of }) => of === 'serviceAgreement')
    const file = await core.portal.read.documents.latestFile(agreement?.id ?? '')
    expect(file?.version).toBe(2)
    await core.database.write
      .updateTable('stored_file')
      .set({ bytes: forged })
      .where('digest', '=', file?.digest ?? '')
      .execute()
    expect(await verifyLog(core.portal.unit)).toMatchObject([{ where: `《${agreement?.title}》${agreement?.number} 第2版` }])
  })

  it('compares what lies beside the log only when asked for it', async () => {
    const core = await openCoreAt('queued')
    const change = core.database.write.updateTable('case_file').where('id', '=', ids.application)
    expect(await verifyStored(core.portal.unit)).toEqual([])
    await change.set({ stage: 'refused', tags: ' public ', machine_version: 1 }).execute()
    expect(await verifyLog(core.portal.unit)).toEqual([])
    const sentences = (await verifyStored(core.portal.unit)).map(({ sentence }) => sentence)
    expect(sentences).toEqual([expect.stringMatching(/状态是 refused.*queued/), expect.stringMatching(/流程版本是 1/)])
  })

  it('finds a period that was taken from the ledger, one that was put in, and a number without a document', async () => {
    const core = await openCoreAt('submitted')
    const { write } = core.database
    const [running] = await core.portal.read.deadlines.running(ids.application)
    if (running === undefined) throw new Error('no period runs')
    await write
      .updateTable('deadline')
      .set({ timer_id: 'xstate.after.roundLock.evaluationRound.open' })
      .where('id', '=', running.id)
      .execute()
    await write
      .updateTable('document_number')
      .set((eb) => ({ last: eb('last', '+', 1) }))
      .execute()
    const sentences = (await verifyStored(core.portal.unit)).map(({ sentence }) => sentence)
    expect(sentences).toContainEqual(`不符：期限 ${running.timer_id} 应在计算，期限登记里没有`)
    expect(sentences).toContainEqual('不符：期限 xstate.after.roundLock.evaluationRound.open 不应再计算，期限登记里还有')
    expect(sentences).toContainEqual('缺失：第2号没有文书')
    expect(sentences).toHaveLength(3)
  })
})
