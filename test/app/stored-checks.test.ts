import { describe, expect, it } from 'vitest'
import { verifyStored } from '#app/services/stored-checks.server'
import { anApplication, type Core, ids, openCore, openCoreAt } from '#test/setup/core'
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
    await core.database.write
      .updateTable('stored_file')
      .set({ bytes: Buffer.from('%PDF-1.4 forged') })
      .where('digest', '=', signedDigest)
      .execute()
    expect(await faultsOf(core)).toMatchObject([{ where: `文件 ${signedDigest.slice(0, 12)}` }])
    await core.database.write.deleteFrom('document_file').where('digest', '=', signedDigest).execute()
    expect(await faultsOf(core)).toContainEqual({ where: `${ids.application}#${signature?.revision}`, sentence: expect.any(String) })
  })

  it('does not, when a case was set to another stage by hand', async () => {
    const core = await openCoreAt('submitted')
    await core.database.write.updateTable('case_file').set({ stage: 'queued' }).where('id', '=', ids.application).execute()
    expect(await faultsOf(core)).toMatchObject([{ where: ids.application, sentence: '事项的状态与办理记录不符' }])
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
