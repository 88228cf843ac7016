import { expect, it } from 'vitest'
import { closingLine, isGreen, tally } from '../tally.mjs'

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((each) => ({ status: each })) })

it('counts each test of each file', () => {
  const report = { testResults: [file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed')] }
  expect(tally(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 1 })
})

it('counts a file that does not load as one failure', () => {
  expect(tally({ testResults: [file('failed')] }, 1).failed).toBe(1)
})

it('counts a file whose set-up fails although no test of it ran', () => {
  expect(tally({ testResults: [file('failed', 'skipped', 'skipped')] }, 1)).toEqual({ passed: 0, failed: 1, skipped: 2 })
})

it('counts an error outside any test, and a run without a report', () => {
  expect(tally({ testResults: [file('passed', 'passed')] }, 1).failed).toBe(1)
  expect(tally(undefined, 1).failed).toBe(1)
})

it('is green only if something ran and nothing failed', () => {
  expect(isGreen({ passed: 3, failed: 0 })).toBe(true)
  expect(isGreen({ passed: 0, failed: 0 })).toBe(false)
  expect(isGreen({ passed: 3, failed: 1 })).toBe(false)
  expect(closingLine({ passed: 3, failed: 1 })).toBe('3 passed, 1 failed')
})
