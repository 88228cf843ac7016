import { describe, expect, it } from 'vitest'
import { refusalView } from '#app/http/refusal'
import type { Refusal } from '#workflows/domain/refusal'

const refusals = [
  [{ code: 'notFound' }, 404],
  [{ code: 'forbidden', rule: 'secret-rule' }, 403],
  [{ code: 'samePerson', article: '第九条' }, 403],
  [{ code: 'noAuthority', reason: 'ended', until: '2026-05-11' }, 403],
  [{ code: 'noAuthority', reason: 'scope', until: null }, 403],
  [{ code: 'staleRevision', current: 7 }, 409],
  [{ code: 'notAllowedNow', stage: 'publicNotice' }, 409],
  [{ code: 'ended', stage: 'expired' }, 409],
  [{ code: 'commandIdReused' }, 409],
  [{ code: 'calendarMissing', year: 2027 }, 409],
  [{ code: 'ineligible', article: '第十条', until: '2026-05-11', reason: '距终止协议不满一年' }, 422],
  [{ code: 'unprintable', characters: ['𰻝'] }, 422],
  [{ code: 'invalidInput', issues: { opinion: ['请写明理由'] } }, 422],
] as const satisfies readonly (readonly [unknown, number])[]

describe('a refused command', () => {
  it.each(refusals)('%o is answered with %i in Chinese, with what to do and without inner names', (refusal, expected) => {
    const { status, title, advice } = refusalView(structuredClone(refusal) as Refusal)
    expect(status).toBe(expected)
    for (const text of [title, advice]) {
      expect(text).toMatch(/[\u4e00-\u9fff]/)
      expect(text).not.toMatch(/[a-z]{3,}|undefined|null/i)
    }
  })

  it('carries errors by field only when fields are wrong', () => {
    expect(refusalView({ code: 'invalidInput', issues: { opinion: ['请写明理由'] } }).issues).toEqual({ opinion: ['请写明理由'] })
    expect(refusalView({ code: 'notFound' }).issues).toEqual({})
  })

  it('names the year without calendar, the end of a bar and the characters', () => {
    expect(refusalView({ code: 'calendarMissing', year: 2027 }).title).toContain('2027')
    expect(refusalView({ code: 'ineligible', article: '第十条', until: '2026-05-11', reason: '理由' }).advice).toContain('2026-05-11')
    expect(refusalView({ code: 'unprintable', characters: ['𰻝', '𱁬'] }).advice).toContain('𰻝、𱁬')
  })
})
