import { describe, expect, it } from 'vitest'
import { canonicalJson, digestOf } from '#db/canonical-json'
import { anApplication, openCore } from '#test/setup/core'
import { publicActor } from '#workflows/access/authorise'

const objection = {
  name: '赵明',
  phone: '13805460009',
  statement: '该机构公示的执业地点与实际经营地点不一致，请予核查。',
}

describe('an objector’s name', () => {
  it('is in no row of the log, nor can it be tried against a digest of it', async () => {
    const core = await openCore()
    const caseId = await anApplication(core, { stage: 'publicNotice' })
    expect(await core.give(publicActor, 'fileObjection', caseId, objection)).toMatchObject({ ok: true })
    const log = await core.database.read.selectFrom('case_event').selectAll().where('case_id', '=', caseId).execute()
    const text = canonicalJson(log)
    for (const secret of [objection.name, objection.phone, digestOf({ name: objection.name, phone: objection.phone }), digestOf(objection)])
      expect(text).not.toContain(secret)
  })

  it('belongs to its command id: the same form twice has one effect, another name under the same id is refused', async () => {
    const core = await openCore()
    const caseId = await anApplication(core, { stage: 'publicNotice' })
    const again = { commandId: 'objection-1' }
    expect(await core.give(publicActor, 'fileObjection', caseId, objection, again)).toMatchObject({ ok: true, value: { replayed: false } })
    expect(await core.give(publicActor, 'fileObjection', caseId, objection, again)).toMatchObject({ ok: true, value: { replayed: true } })
    const other = { ...objection, name: '钱进' }
    expect(await core.give(publicActor, 'fileObjection', caseId, other, again)).toMatchObject({ refusal: { code: 'commandIdReused' } })
  })
})
