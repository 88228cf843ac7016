import { describe, expect, it } from 'vitest'
import { filingsOf } from '#app/services/oversight/filings.server'
import type { CaseEvent } from '#db/repositories/event-log'

/** A life of an agreement: each command with its day. */
const life = (...steps: [command: string, on: string, payload?: unknown][]): CaseEvent[] =>
  steps.map(([command, on, payload = {}]) => ({ command, payload, occurred_at: `${on}T01:00:00.000Z` }) as CaseEvent)

const opened: [string, string, unknown] = ['openAgreement', '2026-05-11', { documentNumber: '约1号', signedOn: '2026-05-11' }]
const changed: [string, string, unknown] = ['applyAgreedChange', '2026-09-01', { changeId: 'change', signedOn: '2026-09-01' }]
const renewed: [string, string, unknown] = ['grantRenewalTerm', '2029-05-01', { term: { documentNumber: '约2号' }, signedOn: '2029-05-01' }]
const short = (events: CaseEvent[]) => filingsOf(events).map(({ kind, number, state, filedOn }) => [kind, number, state, filedOn])

describe('the filings of an agreement', () => {
  it('are its texts: what was signed later is reported anew, and what was filed stays filed', () => {
    const filed = life(opened, ['fileAgreement', '2026-05-12'], ['acknowledgeFiling', '2026-05-13', { remarks: '' }], changed, renewed)
    expect(short(filed)).toEqual([
      ['agreement', '约1号', 'acknowledged', '2026-05-12'],
      ['supplement', null, 'unreported', null],
      ['renewal', '约2号', 'unreported', null],
    ])
    expect(short([...filed, ...life(['fileAgreement', '2029-05-04'])]).slice(1)).toEqual([
      ['supplement', null, 'waiting', '2029-05-04'],
      ['renewal', '约2号', 'waiting', '2029-05-04'],
    ])
  })

  it('keep every receipt with its remarks and the answer; a text signed meanwhile does not take the receipt of another', () => {
    const remarked = life(opened, ['fileAgreement', '2026-05-12'], ['acknowledgeFiling', '2026-05-13', { remarks: '请核对账户' }])
    const answered = [...remarked, ...life(['answerFilingRemarks', '2026-05-14', { answer: '已经核对' }], changed)]
    expect(short(answered).map(([, , state]) => state)).toEqual(['waiting', 'unreported'])
    const [first, second] = filingsOf([...answered, ...life(['acknowledgeFiling', '2026-05-15', { remarks: '' }])])
    expect(first?.receipts).toEqual([
      { on: '2026-05-13', remarks: '请核对账户', answer: '已经核对' },
      { on: '2026-05-15', remarks: '', answer: null },
    ])
    expect([second?.state, second?.receipts]).toEqual(['unreported', []])
  })
})
