/**
 * Counts the results of one vitest run. A file that does not load and an error outside any test are failures
 * too: a run can never look better than it was.
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] } | undefined} report JSON reporter's output
 * @param {number} exitCode of the same run
 */
export function tally(report, exitCode) {
  const files = report?.testResults ?? []
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const count = (status) => tests.filter((test) => test.status === status).length
  const unloaded = files.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const passed = count('passed')
  const skipped = tests.length - passed - count('failed')
  const failed = count('failed') + unloaded.length
  return { passed, skipped, failed: failed === 0 && exitCode !== 0 ? 1 : failed }
}

/** The line by which a run is judged. */
export function closingLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`
}

export function isGreen({ passed, failed }) {
  return failed === 0 && passed > 0
}
