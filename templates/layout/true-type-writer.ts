import type { TrueTypeFont } from './true-type-font'

const SFNT_VERSION = 0x00010000
const CHECKSUM_MAGIC = 0xb1b0afba
const POST_WITHOUT_NAMES = 0x00030000

/**
 * The bytes of a TrueType font with just the given glyphs of `font`, in that order (the first must be notdef).
 * It has the tables that a PDF reader needs: head, hhea, hmtx, maxp, loca, glyf, post; the mapping of codes is the PDF's.
 */
export function writeTrueType(font: TrueTypeFont, glyphs: readonly number[]): Uint8Array {
  const outlines = glyphs.map((glyph) => font.outlineOf(glyph))
  const { glyf, loca } = packOutlines(outlines)

  const hmtx = Buffer.alloc(glyphs.length * 4)
  glyphs.forEach((glyph, index) => {
    hmtx.writeUInt16BE(font.advanceOf(glyph), index * 4)
    hmtx.writeInt16BE(font.leftBearingOf(glyph), index * 4 + 2)
  })

  const head = Buffer.from(font.tableOf('head'))
  head.writeUInt32BE(0, 8)
  head.writeInt16BE(1, 50)
  const hhea = Buffer.from(font.tableOf('hhea'))
  hhea.writeUInt16BE(glyphs.length, 34)
  const maxp = Buffer.from(font.tableOf('maxp'))
  maxp.writeUInt16BE(glyphs.length, 4)
  const post = Buffer.alloc(32)
  post.writeUInt32BE(POST_WITHOUT_NAMES, 0)

  return packTables([
    ['glyf', glyf],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maxp],
    ['post', post],
  ])
}

function packOutlines(outlines: readonly Uint8Array[]): { glyf: Buffer; loca: Buffer } {
  const loca = Buffer.alloc((outlines.length + 1) * 4)
  let length = 0
  outlines.forEach((outline, index) => {
    loca.writeUInt32BE(length, index * 4)
    length += aligned(outline.length)
  })
  loca.writeUInt32BE(length, outlines.length * 4)
  const glyf = Buffer.alloc(length)
  outlines.forEach((outline, index) => {
    glyf.set(outline, loca.readUInt32BE(index * 4))
  })
  return { glyf, loca }
}

function packTables(tables: readonly (readonly [tag: string, bytes: Buffer])[]): Uint8Array {
  const directory = 12 + tables.length * 16
  const size = tables.reduce((total, [, bytes]) => total + aligned(bytes.length), directory)
  const file = Buffer.alloc(size)
  const power = Math.floor(Math.log2(tables.length))
  file.writeUInt32BE(SFNT_VERSION, 0)
  file.writeUInt16BE(tables.length, 4)
  file.writeUInt16BE(2 ** power * 16, 6)
  file.writeUInt16BE(power, 8)
  file.writeUInt16BE(tables.length * 16 - 2 ** power * 16, 10)

  let offset = directory
  let headOffset = 0
  tables.forEach(([tag, bytes], index) => {
    const record = 12 + index * 16
    file.write(tag, record, 'latin1')
    file.set(bytes, offset)
    file.writeUInt32BE(checksum(file, offset, aligned(bytes.length)), record + 4)
    file.writeUInt32BE(offset, record + 8)
    file.writeUInt32BE(bytes.length, record + 12)
    if (tag === 'head') headOffset = offset
    offset += aligned(bytes.length)
  })
  file.writeUInt32BE((CHECKSUM_MAGIC - checksum(file, 0, size)) >>> 0, headOffset + 8)
  return file
}

function aligned(length: number): number {
  return (length + 3) & ~3
}

function checksum(bytes: Buffer, offset: number, length: number): number {
  let sum = 0
  for (let at = offset; at < offset + length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
