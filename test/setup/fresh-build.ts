import { ensureBuilt } from '../../app/server/build.mjs'

/** Vitest global set-up of everything that needs the built portal. */
export async function setup(): Promise<void> {
  await ensureBuilt()
}
