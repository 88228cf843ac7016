import { describe, expect, it } from 'vitest'
import { verifyStored } from '#app/services/stored-checks.server'
import { anApplication, type Core, ids, openCore, openCoreAt } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'
import { publicActor } from '#workflows/access/authorise'

const faultsOf = ({ portal }: Core) => verifyStored(portal.unit)

describe('what lies beside the log', () => {
  it('fits the log after a whole life', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'ended' })
    expect(await faultsOf(core)).toEqual([])
  })

  it('does not, when an uploaded or signed file was changed', async () => {
    const core = await openCoreAt('countersigning')
    const [signature] = await core.portal.read.eventLog.ofCase(ids.application, 'signByInstitution')
    const { signedDigest } = (signature?.payload ?? {}) as { signedDigest: string }
    const upload = unwrap(
      await core.portal.unit.inTransaction((tx) => tx.files.put(Buffer.from('%PDF-1.4'), 'application/pdf', core.portal.now())),
    )
    await core.database.write
      .updateTable('stored_file')
      .set({ bytes: Buffer.from('%PDF-1.4 forged') })
      .where('digest', '=', upload)
      .execute()
    expect(await faultsOf(core)).toMatchObject([{ kind: 'altered', where: `文件 ${upload.slice(0, 12)}` }])
    await core.database.write.deleteFrom('document_file').where('digest', '=', signedDigest).execute()
    const where = expect.stringContaining(`（${ids.application}#${signature?.revision}）`)
    expect(await faultsOf(core)).toContainEqual(expect.objectContaining({ kind: 'contradicts', where }))
  })

  it('does not, when a case was set to another stage by hand', async () => {
    const core = await openCoreAt('submitted')
    await core.database.write.updateTable('case_file').set({ stage: 'queued' }).where('id', '=', ids.application).execute()
    expect(await faultsOf(core)).toMatchObject([
      { where: expect.stringContaining(ids.application), sentence: expect.stringContaining('最后一条办理记录到 submitted') },
      { sentence: expect.stringContaining('流程所处的状态是 submitted') },
    ])
  })

  it('does not, when the name of an objector was exchanged', async () => {
    const core = await openCoreAt('publicNotice')
    const statement = '该诊所的值班医师与申报名单不一致，请核查执业情况。'
    await core.must(publicActor, 'fileObjection', ids.application, { name: '王某某', phone: '13805460000', statement })
    expect(await faultsOf(core)).toEqual([])
    await core.database.write.updateTable('confidential_record').set({ data: '{"name":"别人","phone":"13805460001"}' }).execute()
    expect(await faultsOf(core)).toHaveLength(1)
  })
})
