/** Hundredths of a point as text with two decimals: 8250 → 82.50. */
export function hundredths(value: number): string {
  const absolute = Math.abs(value)
  return `${value < 0 ? '-' : ''}${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`
}

/** Tenths of a point as text with one decimal: 85 → 8.5. */
export function tenths(value: number): string {
  const absolute = Math.abs(value)
  return `${value < 0 ? '-' : ''}${Math.floor(absolute / 10)}.${absolute % 10}`
}

/** A difference in tenths with its sign: 5 → +0.5, 0 → 0. */
export function signedTenths(value: number): string {
  if (value === 0) return '0'
  return value > 0 ? `+${tenths(value)}` : tenths(value).replace('-', '−')
}
