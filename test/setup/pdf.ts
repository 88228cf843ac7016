import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One line of pdffonts. */
export type ListedFont = { name: string; isEmbedded: boolean; isSubset: boolean; hasUnicodeMap: boolean }

/** All text of a PDF as pdftotext reads it, without any white space: Chinese has none, and line ends are layout. */
export function pdfText(bytes: Uint8Array): string {
  return pdfLines(bytes).join('').replace(/\s/g, '')
}

/** The text of a PDF line by line, in the order of its content. */
export function pdfLines(bytes: Uint8Array): string[] {
  return withFile(bytes, (path) => run('pdftotext', ['-raw', path, '-']).split(/[\n\f]/))
}

/** The text of each page without white space. */
export function pdfPages(bytes: Uint8Array): string[] {
  const text = withFile(bytes, (path) => run('pdftotext', ['-raw', path, '-']))
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s/g, ''))
}

/** The fonts that a PDF names. */
export function pdfFonts(bytes: Uint8Array): ListedFont[] {
  const lines = withFile(bytes, (path) => run('pdffonts', [path]))
    .trim()
    .split('\n')
    .slice(2)
  return lines.map((line) => {
    const columns = line.trim().split(/\s+/)
    const [embedded, subset, unicode] = columns.slice(-5, -2)
    return { name: columns[0] ?? '', isEmbedded: embedded === 'yes', isSubset: subset === 'yes', hasUnicodeMap: unicode === 'yes' }
  })
}

/** The fields of pdfinfo, e.g. Title, Pages, CreationDate. */
export function pdfInfo(bytes: Uint8Array): Record<string, string> {
  const lines = withFile(bytes, (path) => run('pdfinfo', ['-isodates', path])).split('\n')
  return Object.fromEntries(
    lines.filter((line) => line.includes(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
}

/** The XMP packet. */
export function pdfMetadata(bytes: Uint8Array): string {
  return withFile(bytes, (path) => run('pdfinfo', ['-meta', path]))
}

/** Throws with qpdf's words when the structure of the file is faulty. */
export function checkPdfStructure(bytes: Uint8Array): void {
  withFile(bytes, (path) => run('qpdf', ['--check', path]))
}

/** The file with its streams uncompressed, as Latin-1 text, for tests of operators and dictionaries. */
export function pdfSource(bytes: Uint8Array): string {
  return withFile(bytes, (path) => run('qpdf', ['--qdf', '--object-streams=disable', path, '-'], 'latin1'))
}

function run(command: string, args: string[], encoding: BufferEncoding = 'utf8'): string {
  return execFileSync(command, args, { encoding, maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] })
}

function withFile<Result>(bytes: Uint8Array, read: (path: string) => Result): Result {
  const directory = mkdtempSync(join(tmpdir(), 'portal-pdf-'))
  try {
    const path = join(directory, 'document.pdf')
    writeFileSync(path, bytes)
    return read(path)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
