import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type PostgresServer = { urlOf: (database: string) => string; stop: () => void }

/** Everybody is let in but this user, who must give a password; a test creates it. */
export const guardedUser = 'guarded'

const debianRoot = '/usr/lib/postgresql'

/** The folder of the server programs: on the path, or where Debian puts them; undefined when there is none. */
function findPrograms(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(':').find((folder) => folder !== '' && existsSync(join(folder, 'pg_ctl')))
  if (onPath !== undefined) return onPath
  if (!existsSync(debianRoot)) return undefined
  const newest = readdirSync(debianRoot)
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => Number(b) - Number(a))[0]
  return newest === undefined ? undefined : join(debianRoot, newest, 'bin')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** The server refuses to run as root: there it runs as `postgres`, in a folder which that user owns. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/**
 * Starts a private PostgreSQL server with a database cluster of its own.
 * @returns the server, or undefined where no server programs are installed; with REQUIRE_POSTGRES=1 that is an error
 */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const programs = findPrograms()
  if (programs === undefined) {
    if (process.env.REQUIRE_POSTGRES === '1') throw new Error('REQUIRE_POSTGRES=1, but no PostgreSQL server programs are installed')
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  const user = owner()
  const data = join(folder, 'data')
  mkdirSync(data)
  if (user !== undefined) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder])
  const port = await freePort()
  const run = (program: string, args: string[]) => {
    const { status, stderr, stdout } = spawnSync(join(programs, program), args, { encoding: 'utf8', cwd: folder, ...user })
    if (status !== 0) throw new Error(`${program}: ${stderr}${stdout}`)
  }
  run('initdb', ['-D', data, '-U', 'portal', '-A', 'trust', '-E', 'UTF8', '--no-sync'])
  const access = join(data, 'pg_hba.conf')
  writeFileSync(access, `host all ${guardedUser} all scram-sha-256\n${readFileSync(access, 'utf8')}`)
  run('pg_ctl', [
    '-D',
    data,
    '-w',
    '-l',
    join(folder, 'log'),
    '-o',
    `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300`,
    'start',
  ])
  return {
    urlOf: (database) => `postgres://portal@127.0.0.1:${port}/${database}`,
    stop() {
      spawnSync(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], { cwd: folder, ...user })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
