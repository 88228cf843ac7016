// `npm test`: from a fresh clone to one closing line. Plain JavaScript without packages.
//   npm test                          everything
//   npm test -- --only unit [filter]  one part: typecheck, biome, eslint, layers, build, unit, e2e, or checks for the first four
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, root } from '../app/server/install.mjs'
import { ensureSystemPrograms } from './system-programs.mjs'
import { closingLine, isGreen, tally } from './tally.mjs'

const bin = (name) => join(root, 'node_modules', '.bin', name)
const layers = ['app', 'workflows', 'db', 'templates', 'test'].filter((name) => existsSync(join(root, name)))

const checks = {
  typecheck: [bin('tsc'), '--noEmit'],
  biome: [bin('biome'), 'check', '--error-on-warnings', '.'],
  eslint: [bin('eslint'), '--max-warnings', '0', '.'],
  layers: [bin('depcruise'), ...layers],
  build: [process.execPath, join(root, 'app/server/build.mjs')],
}
const suites = {
  unit: ['--project', 'unit', '--project', 'unit-apart'],
  // One browser at a time on a small machine.
  e2e: ['--project', 'e2e', '--no-file-parallelism', '--passWithNoTests'],
}

const { wanted, filters } = readArguments(process.argv.slice(2))
const isWanted = (name) => wanted === undefined || wanted === name || (wanted === 'checks' && name in checks && name !== 'build')
const total = { passed: 0, failed: 0, skipped: 0 }

process.chdir(root)
ensureInstalled()
ensureSystemPrograms()

for (const [name, [command, ...args]] of Object.entries(checks)) if (isWanted(name)) add(runCheck(name, command, args))
for (const [name, options] of Object.entries(suites)) if (isWanted(name)) add(runSuite(options))

if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(closingLine(total))
process.exitCode = isGreen(total) ? 0 : 1

function readArguments(args) {
  if (args.length === 0) return { wanted: undefined, filters: [] }
  const [flag, part, ...rest] = args
  const parts = ['checks', ...Object.keys(checks), ...Object.keys(suites)]
  if (flag !== '--only' || !parts.includes(part)) {
    console.error(`usage: npm test [-- --only ${parts.join('|')} [filter…]]`)
    process.exit(2)
  }
  return { wanted: part, filters: rest }
}

function runCheck(name, command, args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}`)
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

function runSuite(options) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-test-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { status } = spawnSync(bin('vitest'), ['run', ...options, ...reporters, ...filters], { stdio: 'inherit' })
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  rmSync(folder, { recursive: true, force: true })
  return tally(report, status ?? 1)
}

function add({ passed, failed, skipped }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}
