export function ensureBuilt(): Promise<void>
export function ensureBuiltBeside(): Promise<void>
export function sourceDigest(): string
