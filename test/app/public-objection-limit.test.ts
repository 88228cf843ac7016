import { expect, it } from 'vitest'
import { anApplication, ids, openCore } from '#test/setup/core'
import { openSite } from './public-site'

it('takes no hundreds of objections from one address; what was typed stays', async () => {
  const core = await openCore()
  await anApplication(core, { stage: 'publicNotice' })
  const document = (await core.portal.read.documents.ofCase(ids.round)).find(({ kind }) => kind === 'publicNotice')
  const path = `/notices/${document?.id}/object/${ids.application}`
  const person = (await openSite(core)).visitor()
  await person.get(path)
  const statement = '该机构门诊部实际开展的诊疗科目与公示的不一致，请到现场核查。'
  // A telephone number that is wrong: refused by the command, and counted all the same.
  const attempt = () => person.post(path, { _commandId: core.portal.newId(), name: '王小明', phone: '1', statement, confirmed: 'yes' })
  for (let count = 0; count < 20; count += 1) expect((await attempt()).status).toBe(422)
  const refused = await attempt()
  expect(refused.status).toBe(429)
  expect(refused.text).toContain('请一小时后再试')
  expect(refused.text).toContain(statement)
})
