/** Joins class names; falsy parts fall out. */
export const cx = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined && part !== '').join(' ')
