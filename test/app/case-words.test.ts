import { describe, expect, it } from 'vitest'
import type { AnyStateNode } from 'xstate'
import { commandForms } from '#app/forms/case/registry'
import { eventTitle } from '#app/view/labels'
import { type DutyRegion, dutyTitle, stageTitle } from '#app/view/stages'
import { type Audience, type LoggedEvent, timelineOf } from '#app/view/timeline'
import { commandNames } from '#workflows/commands/index'
import { machines } from '#workflows/engine/restore'

function leavesOf(node: AnyStateNode): string[] {
  const children = Object.values(node.states)
  return children.length === 0 ? [node.path.join('.')] : children.flatMap(leavesOf)
}

const isChinese = (words: string) => /\p{Script=Han}/u.test(words) && !/[A-Za-z]/.test(words)

// The regions of an agreement have words of their own beside those of its term.
const wordsOf = (machine: string, leaf: string): string =>
  machine === 'agreement' && !leaf.startsWith('term.') ? dutyTitle(leaf, leaf.split('.')[0] as DutyRegion) : stageTitle(machine, leaf)

describe('the words of the case pages', () => {
  it('has Chinese words for every state of every chart', () => {
    for (const [name, { machine }] of Object.entries(machines))
      for (const leaf of leavesOf(machine.root)) expect(wordsOf(name, leaf), `${name} ${leaf}`).toSatisfy(isChinese)
  })

  it('has Chinese words for every command and every period that can run out', () => {
    for (const command of commandNames) expect(eventTitle(command), command).toSatisfy(isChinese)
    for (const { timers } of Object.values(machines))
      for (const key of timers.values()) expect(eventTitle(`deadline.${key}`), key).not.toBe('期限届满')
  })

  it('gives every command page a title and a button', () => {
    for (const { title, submit } of Object.values(commandForms)) {
      expect(title).toSatisfy(isChinese)
      expect(submit).toSatisfy(isChinese)
    }
  })
})

describe('the record as different readers see it', () => {
  const event = (command: string, payload: unknown, role = 'officer', name = '陈文静'): LoggedEvent => ({
    command,
    revision: 1,
    payload,
    actor_name: name,
    actor_role: role,
    article: '第九条（三）',
    to_stage: 'underEvaluation',
    occurred_at: '2026-04-13T02:00:00.000Z',
  })
  const read = (audience: Audience, ...events: LoggedEvent[]) => JSON.stringify(timelineOf(events, audience, () => undefined))
  const audiences: Audience[] = ['institution', 'agency', 'panel', 'reader']

  it('never shows what a member scored', () => {
    const entries = [{ itemId: 'M-B01', score: 35, veto: null, reason: '抽查病历十份，一份未签名' }]
    for (const audience of audiences) {
      const text = read(audience, event('submitScoreSheet', { entries }, 'evaluator', '林淑华'))
      expect(text).not.toContain('未签名')
      expect(text).not.toContain('35')
    }
  })

  it('names an objector to nobody, and tells the institution no word of the objection', () => {
    const filed = event('fileObjection', { statement: '夜间无医师值班', confidentialDigest: 'x' }, 'public', '钱一鸣')
    for (const audience of audiences) expect(read(audience, filed)).not.toContain('钱一鸣')
    expect(read('institution', filed)).not.toContain('夜间无医师值班')
    expect(read('agency', filed)).toContain('夜间无医师值班')
  })

  it('keeps opinions and declarations within the agency', () => {
    const inside = [
      event('acceptApplication', { opinion: '内部意见甲' }),
      event('declareConflict', { hasConflict: 'yes', note: '与负责人是亲属' }, 'evaluator'),
    ]
    expect(read('institution', ...inside)).not.toMatch(/内部意见甲|亲属|回避/)
    expect(read('panel', ...inside)).not.toMatch(/内部意见甲|亲属/)
    expect(read('agency', ...inside)).toMatch(/内部意见甲.*|亲属/)
  })
})
