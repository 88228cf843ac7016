export function ensureBuilt(): Promise<void>
export function sourceDigest(): string
