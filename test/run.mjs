// `npm test`: from a fresh clone to one closing line. Plain JavaScript without packages.
//   npm test                          everything
//   npm test -- --only unit [filter]  one part: typecheck, biome, eslint, layers, build, unit, e2e, or checks for the first four
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, root } from '../app/server/install.mjs'
import { ensureSystemPrograms } from './system-programs.mjs'
import { closingLine, isGreen, tally } from './tally.mjs'

const bin = (name) => join(root, 'node_modules', '.bin', name)
const layers = ['app', 'workflows', 'db', 'templates', 'test'].filter((name) => existsSync(join(root, name)))

// The longest first: they run beside each other, one on a core.
const checks = {
  eslint: [bin('eslint'), '--max-warnings', '0', '.'],
  typecheck: [bin('tsc'), '--noEmit'],
  layers: [bin('depcruise'), ...layers],
  biome: [bin('biome'), 'check', '--error-on-warnings', '.'],
}
const build = [process.execPath, join(root, 'app/server/build.mjs')]
// No check: the browser tests make it themselves where it is missing, but then nothing else is under way.
const demonstration = [process.execPath, '--import', 'tsx', join(root, 'test/setup/demonstration-file.ts')]
const suites = {
  unit: ['--project', 'unit', '--project', 'unit-apart'],
  // One browser at a time on a small machine.
  e2e: ['--project', 'e2e', '--no-file-parallelism', '--passWithNoTests'],
}

const { wanted, filters } = readArguments(process.argv.slice(2))
const isWanted = (name) => wanted === undefined || wanted === name || (wanted === 'checks' && name in checks)
const total = { passed: 0, failed: 0, skipped: 0 }

process.chdir(root)
ensureInstalled()
ensureSystemPrograms()

await besideEachOther(Object.entries(checks).filter(([name]) => isWanted(name)))
// The build writes files that the checks would look at.
await besideEachOther([...(isWanted('build') ? [['build', build]] : []), ...(isWanted('e2e') ? [[undefined, demonstration]] : [])])
for (const [name, options] of Object.entries(suites)) if (isWanted(name)) add(runSuite(options))

if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(closingLine(total))
process.exitCode = isGreen(total) ? 0 : 1

function readArguments(args) {
  if (args.length === 0) return { wanted: undefined, filters: [] }
  const [flag, part, ...rest] = args
  const parts = ['checks', ...Object.keys(checks), 'build', ...Object.keys(suites)]
  if (flag !== '--only' || !parts.includes(part)) {
    console.error(`usage: npm test [-- --only ${parts.join('|')} [filter…]]`)
    process.exit(2)
  }
  return { wanted: part, filters: rest }
}

/** Runs programs beside each other, as many as there are cores and two at most; those with a name are counted. */
async function besideEachOther(programs) {
  const waiting = [...programs]
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runProgram(...next)
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane))
}

async function runProgram(name, [command, ...args]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  // Said when it is over, so that two programs do not speak at once.
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
  const isSound = await new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (status) => resolve(status === 0))
  })
  process.stdout.write(Buffer.concat(said))
  if (name === undefined) return
  console.log(`${isSound ? 'ok  ' : 'FAIL'} ${name}`)
  add({ passed: isSound ? 1 : 0, failed: isSound ? 0 : 1, skipped: 0 })
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
