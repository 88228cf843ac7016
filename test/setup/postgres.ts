import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type PostgresServer = { urlOf: (database: string) => string }

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
 * The PostgreSQL server of this run, with a cluster of its own; whoever asks first starts it, the others wait for it.
 * @param runFolder the folder that the test files of a run share
 * @returns the server, or undefined where no server programs are installed; with REQUIRE_POSTGRES=1 that is an error
 */
export async function postgresOfRun(runFolder: string): Promise<PostgresServer | undefined> {
  const programs = findPrograms()
  if (programs === undefined) {
    if (process.env.REQUIRE_POSTGRES === '1') throw new Error('REQUIRE_POSTGRES=1, but no PostgreSQL server programs are installed')
    return undefined
  }
  if (isFirst(runFolder)) writeWhole(noteIn(runFolder), JSON.stringify(await start(programs)))
  while (!existsSync(noteIn(runFolder))) await new Promise((resolve) => setTimeout(resolve, 50))
  const { port, fault } = readNote(runFolder)
  if (fault !== undefined) throw new Error(fault)
  return { urlOf: (database) => `postgres://portal@127.0.0.1:${port}/${database}` }
}

/** Stops the server of a run, if one was started, and removes it; meanwhile the test run itself goes on to its end. */
export async function stopPostgresOfRun(runFolder: string): Promise<void> {
  if (!existsSync(noteIn(runFolder))) return
  const { folder } = readNote(runFolder)
  const program = join(findPrograms() ?? '', 'pg_ctl')
  const stopping = spawn(program, ['-D', join(folder, 'data'), '-m', 'immediate', 'stop'], { cwd: folder, stdio: 'ignore', ...owner() })
  await new Promise((resolve) => stopping.once('close', resolve).once('error', resolve))
  await rm(folder, { recursive: true, force: true })
}

type Note = { folder: string; port: number; fault?: string }
const noteIn = (runFolder: string) => join(runFolder, 'postgres.json')
const readNote = (runFolder: string) => JSON.parse(readFileSync(noteIn(runFolder), 'utf8')) as Note

function isFirst(runFolder: string): boolean {
  try {
    mkdirSync(join(runFolder, 'postgres-asked-for'))
    return true
  } catch {
    return false
  }
}

/** Whoever sees the file sees all of it. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}

async function start(programs: string): Promise<Note> {
  // Not inside the folder of the run: the user `postgres` may not enter that.
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  const user = owner()
  const data = join(folder, 'data')
  mkdirSync(data)
  if (user !== undefined) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder])
  const port = await freePort()
  const faults: string[] = []
  const run = (program: string, args: string[]) => {
    const { status, stderr, stdout } = spawnSync(join(programs, program), args, { encoding: 'utf8', cwd: folder, ...user })
    if (status !== 0) faults.push(`${program}: ${stderr}${stdout}`)
  }
  run('initdb', ['-D', data, '-U', 'portal', '-A', 'trust', '-E', 'UTF8', '--no-sync'])
  const access = join(data, 'pg_hba.conf')
  if (existsSync(access)) writeFileSync(access, `host all ${guardedUser} all scram-sha-256\n${readFileSync(access, 'utf8')}`)
  const options = ['listen_addresses=127.0.0.1', 'fsync=off', 'full_page_writes=off', 'autovacuum=off', 'max_connections=300']
  const settings = options.map((option) => `-c ${option}`).join(' ')
  run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -k ${folder} ${settings}`, 'start'])
  return { folder, port, ...(faults.length === 0 ? {} : { fault: faults.join('\n') }) }
}
