import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler } from 'express'

const encodings = [
  { suffix: '.br', name: 'br' },
  { suffix: '.gz', name: 'gzip' },
] as const

/** The built files; those with a digest in their name never change, so browsers keep them for a year. */
export function staticFiles(folder: string): RequestHandler[] {
  return [
    preferCompressed(folder),
    express.static(folder, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders(res, path) {
        const fixed = path.startsWith(join(folder, 'assets/'))
        res.setHeader('Cache-Control', fixed ? 'public, max-age=31536000, immutable' : 'public, no-cache')
      },
    }),
  ]
}

/** Points the request at the copy compressed at build time, which costs nothing to send. */
function preferCompressed(folder: string): RequestHandler {
  const names = new Set(existsSync(folder) ? readdirSync(folder, { recursive: true }).map((name) => `/${String(name)}`) : [])
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next()
    const { path } = req
    if (encodings.some(({ suffix }) => path.endsWith(suffix)) || !names.has(`${path}.gz`)) return next()
    res.vary('Accept-Encoding')
    const chosen = encodings.find(({ name, suffix }) => names.has(path + suffix) && req.acceptsEncodings(name))
    if (!chosen) return next()
    res.type(path.slice(path.lastIndexOf('.')))
    res.set('Content-Encoding', chosen.name)
    req.url = path + chosen.suffix
    next()
  }
}
