// The whole build: pages by Remix, enhancement scripts by esbuild, compressed copies for the static files.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { root, run } from './install.mjs'

const buildInputs = [
  'app',
  'workflows',
  'db',
  'templates',
  'public',
  'package-lock.json',
  'vite.config.ts',
  'tailwind.config.ts',
  'postcss.config.js',
  'tsconfig.json',
]
const builtMark = join(root, 'build', 'source-digest')
const buildLock = join(root, 'node_modules', '.portal-build-lock')
const client = join(root, 'build', 'client')

/** Builds unless the build was made from exactly the present sources. */
export async function ensureBuilt() {
  const digest = sourceDigest()
  if (isBuiltFrom(digest)) return
  await withBuildLock(async () => {
    if (isBuiltFrom(digest)) return
    console.log('正在构建……')
    rmSync(builtMark, { force: true })
    await build()
    writeFileSync(builtMark, digest)
  })
}

/** The same in a process of its own, so that this one can prepare the data meanwhile. */
export async function ensureBuiltBeside() {
  if (isBuiltFrom(sourceDigest())) return
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], { cwd: root, stdio: 'inherit' })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error('构建失败，原因见上')
}

function isBuiltFrom(digest) {
  return existsSync(builtMark) && readFileSync(builtMark, 'utf8') === digest
}

/** A digest of everything that the build and the demonstration are made from. */
export function sourceDigest() {
  const hash = createHash('sha256')
  for (const input of buildInputs)
    for (const file of filesUnder(input))
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update('\0')
  return hash.digest('hex')
}

function filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}

async function withBuildLock(work) {
  for (let attempt = 0; !tryLock(); attempt++) {
    if (attempt > 600) throw new Error(`等待另一次构建超时；如没有其他构建在运行，请删除 ${buildLock}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  try {
    await work()
  } finally {
    rmSync(buildLock, { recursive: true, force: true })
  }
}

function tryLock() {
  try {
    mkdirSync(buildLock)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (holderIsAlive()) return false
    rmSync(buildLock, { recursive: true, force: true })
    return false
  }
  writeFileSync(join(buildLock, 'pid'), String(process.pid))
  return true
}

function holderIsAlive() {
  try {
    process.kill(Number(readFileSync(join(buildLock, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}

async function build() {
  run(process.execPath, [join(root, 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js'), 'vite:build', '--logLevel', 'warn'], {
    env: { ...process.env, NODE_ENV: 'production' },
  })
  dropFrameworkScripts()
  await bundleIslands()
  compressStaticFiles()
}

// No page loads the framework in the browser: its scripts are neither needed nor to be served.
function dropFrameworkScripts() {
  rmSync(join(client, '.vite'), { recursive: true, force: true })
  const assets = join(client, 'assets')
  for (const name of readdirSync(assets)) if (name.endsWith('.js')) rmSync(join(assets, name))
}

async function bundleIslands() {
  const folder = join(root, 'app', 'islands')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : []
  if (names.length === 0) return
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: names.map((name) => join('app', 'islands', name)),
    outdir: join(client, 'islands'),
    bundle: true,
    format: 'esm',
    target: 'es2020',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
}

function compressStaticFiles() {
  for (const name of readdirSync(client, { recursive: true })) {
    if (!/\.(css|js|svg|txt)$/.test(name)) continue
    const bytes = readFileSync(join(client, name))
    writeFileSync(join(client, `${name}.gz`), gzipSync(bytes, { level: 9 }))
    writeFileSync(join(client, `${name}.br`), brotliCompressSync(bytes))
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt()
