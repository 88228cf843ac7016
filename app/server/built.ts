import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'

/** What `npm run build` left in the project folder. */
export async function loadBuilt(folder: string): Promise<{ build: ServerBuild; clientFolder: string }> {
  const build: ServerBuild = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'build/server/index.js')).href)
  return { build, clientFolder: join(folder, 'build/client') }
}
