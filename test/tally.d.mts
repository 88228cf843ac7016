type Counts = { passed: number; failed: number; skipped: number }
type Report = { testResults: { status: string; assertionResults: { status: string }[] }[] }
export function tally(report: Report | undefined, exitCode: number): Counts
export function closingLine(counts: Pick<Counts, 'passed' | 'failed'>): string
export function isGreen(counts: Pick<Counts, 'passed' | 'failed'>): boolean
