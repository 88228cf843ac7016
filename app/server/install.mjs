// Plain JavaScript without packages: it runs on a fresh clone, before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs a program in the project folder, its output shown; throws when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} 失败（退出码 ${status}）`)
}

/** Installs the packages unless exactly those of the lock file are there and load under this Node. */
export function ensureInstalled() {
  if (!installedAsLocked()) {
    console.log('正在安装依赖包（npm ci）……')
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
  }
  if (!databaseDriverLoads()) {
    console.log('正在为当前 Node 版本重新编译数据库驱动……')
    run('npm', ['rebuild', 'better-sqlite3'])
  }
}

function installedAsLocked() {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.peer || found[path]?.version === entry.version,
  )
}

// Asked in a child process: a driver of another Node version may crash instead of throwing.
function databaseDriverLoads() {
  const code = "new (require('better-sqlite3'))(':memory:').close()"
  return spawnSync(process.execPath, ['-e', code], { cwd: root, stdio: 'ignore' }).status === 0
}
