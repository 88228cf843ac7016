import { describe, expect, it } from 'vitest'
import { actionsOf, commandsNow } from '#app/services/case/actions.server'
import { relationOf } from '#app/services/relation.server'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'
import type { Actor } from '#workflows/access/authorise'

/** The links that somebody finds on the application's page, the main one first. */
async function linksOf(core: Core, actor: Actor) {
  const file = await core.fileOf(ids.application)
  const { main, others } = actionsOf(actor, file, commandsNow(actor, file, await relationOf(core.portal.read, file)))
  return { main: main?.command, others: others.map(({ command }) => command) }
}

describe('what the page of an application offers first', () => {
  it('is, to the head, the decision on a proposed refusal; a report of fraud comes last', async () => {
    const core = await openCore()
    const { officer, head } = core.clinic
    await anApplication(core, { stage: 'submitted' })
    await core.must(officer, 'proposeRefusal', ids.application, {
      ground: 'otherPolicyGround',
      facts: '所申请的服务类别依规定暂停新增，核对了有关通知。',
      rule: '东营市关于规范定点管理的通知第三条',
    })
    const { main, others } = await linksOf(core, head)
    expect(main).toBe('refuseApplication')
    expect(others.at(-1)).toBe('reportFraud')
  })

  it('is the visit as long as none is on record, and then the conclusion', async () => {
    const core = await openCore()
    const { officer, panel } = core.clinic
    await anApplication(core, { stage: 'underEvaluation' })
    expect((await linksOf(core, officer)).main).toBe('scheduleVisit')
    await core.must(officer, 'scheduleVisit', ids.application, { visitOn: '2026-04-13', arrivesAt: '09:30' })
    expect((await linksOf(core, officer)).main).toBe('recordVisit')
    await core.must(officer, 'recordVisit', ids.application, {
      visitedOn: '2026-04-13',
      arrivedAt: '09:30',
      leftAt: '11:00',
      present: panel.map(({ actor }) => actor.id),
      representativeName: '李建国',
      representativePosition: '负责人',
      findings: '核对许可证原件和人员资格证书，查看诊室、治疗室和信息系统，与申请材料一致。',
      statement: '',
      confirmation: 'signed',
    })
    const { main, others } = await linksOf(core, officer)
    expect(main).toBe('concludeEvaluation')
    expect(others).not.toContain('recordFailedVisit')
  })
})
