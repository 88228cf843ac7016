import { beforeAll, describe, expect, it } from 'vitest'
import { type Core, openCore } from '#test/setup/core'
import type { PlainBrowser } from '#test/setup/http'
import { policy } from '#test/workflows/seeds'
import { openSite } from './public-site'

let core: Core
let visitor: () => PlainBrowser
const { acceptanceDue } = policy.deadlines
const inDays = (count: number) => ({ ...acceptanceDue, rule: { ...acceptanceDue.rule, count } })
const pack = (version: string, status: string, count: number) => ({
  ...policy,
  version,
  status,
  effectiveFrom: '2099-01-01',
  deadlines: { ...policy.deadlines, acceptanceDue: inDays(count) },
})

beforeAll(async () => {
  core = await openCore()
  await core.portal.unit.inTransaction(async (tx) => {
    await tx.policy.putPolicy('later@1', pack('1', 'published', 7))
    await tx.policy.putPolicy('draft@1', pack('2', 'draft', 9))
  })
  visitor = (await openSite(core)).visitor
})

describe('the public charts', () => {
  it('are listed for everybody, each with a way to its page', async () => {
    const { text } = await visitor().get('/guide/flow')
    for (const machine of ['application', 'agreement', 'change', 'renewal', 'ending']) expect(text).toContain(`/guide/flow/${machine}`)
    expect((await visitor().get('/')).text).toContain('/guide/flow')
  })

  it('show drawing and table of the same steps, and say from which chart and which rules', async () => {
    const { status, text } = await visitor().get('/guide/flow/application')
    expect(status).toBe(200)
    expect(text).toMatch(/<svg[\s\S]*受理申请[\s\S]*<\/svg>/)
    expect(text).toMatch(/<table[\s\S]*受理申请[\s\S]*第九条（二）[\s\S]*<\/table>/)
    expect(text).toContain('href="#state-queued"')
    expect(text).toContain('id="state-queued"')
    expect(text).toMatch(/流程第\d+版画出/)
    expect(text).toContain('自收到之日的次日起5个工作日')
  })

  it('are drawn with the published version that a reader chooses, never with a draft', async () => {
    const { text } = await visitor().get('/guide/flow/application?pack=later@1')
    expect(text).toContain('自收到之日的次日起7个工作日')
    expect(text).not.toContain('自收到之日的次日起5个工作日')
    expect((await visitor().get('/guide/flow/application?pack=draft@1')).status).toBe(404)
    expect((await visitor().get('/guide/flow/nothing')).status).toBe(404)
  })
})
