import type { Config } from '#app/server/config'

/** What the shell asks of the composition root; the real one in app/services offers much more to routes. */
export type Portal = {
  /** Detail is for the log: the public answer says only whether all is well. */
  readiness?: () => Promise<{ ok: boolean; checks: Readonly<Record<string, boolean>> }>
  /** Lines shown after the address at start: the demonstration accounts. */
  startNotes?: () => Promise<readonly string[]>
  close?: () => Promise<void>
}

export async function openPortal(_config: Config): Promise<Portal> {
  return {}
}
