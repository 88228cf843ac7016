/** Rounds a fraction of non-negative integers half up, without floating point: 79995 / 10 → 8000. */
export function divideHalfUp(numerator: number, denominator: number): number {
  if (denominator <= 0) throw new RangeError('nothing to divide by')
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}

/** Tenths of a point as text with one decimal: 25 → '2.5'. */
export function formatTenths(tenths: number): string {
  const sign = tenths < 0 ? '-' : ''
  const absolute = Math.abs(tenths)
  return `${sign}${Math.floor(absolute / 10)}.${absolute % 10}`
}

/** Hundredths of a point as text with two decimals: 8000 → '80.00'. */
export function formatHundredths(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

/** Reads points typed with at most one decimal ('2', '2.5'); undefined for anything else. */
export function findTenths(text: string): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d))?$/.exec(text.trim())
  return match ? Number(match[1]) * 10 + Number(match[2] ?? 0) : undefined
}
