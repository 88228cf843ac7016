import { type PdfDictionary, PdfSyntaxError, type PdfValue } from '#templates/signing/pdf-value'

/** Deeper nesting than any document of ours has; a bound, so that a crafted file cannot exhaust the stack. */
const maximumDepth = 60
const whitespace = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])
const delimiters = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)))
const escapes = new Map([...'nrtbf'].map((letter, index) => [letter, [0x0a, 0x0d, 0x09, 0x08, 0x0c][index] ?? 0]))

/** A cursor over the bytes of a PDF. Strict on purpose: what pdfkit and our writer never write is refused. */
export class PdfCursor {
  constructor(
    readonly bytes: Uint8Array,
    public position = 0,
  ) {}

  /** `n 0 obj … endobj` at the cursor; leaves the cursor behind its line end. */
  readObject(): { number: number; value: PdfValue } {
    const number = this.readUnsigned()
    if (this.readUnsigned() !== 0) {
      throw this.fault('generation other than 0')
    }
    this.expectWord('obj')
    let value = this.readValue()
    this.skipSpace()
    if (this.startsWith('stream')) {
      value = this.readStream(value)
    }
    this.expectWord('endobj')
    this.skipSpace()
    return { number, value }
  }

  readValue(depth = 0): PdfValue {
    if (depth > maximumDepth) {
      throw this.fault('nested too deeply')
    }
    this.skipSpace()
    if (this.startsWith('<<')) {
      return this.readDictionary(depth)
    }
    const byte = this.bytes[this.position]
    switch (byte === undefined ? '' : String.fromCharCode(byte)) {
      case '/':
        return { kind: 'name', name: this.readName() }
      case '(':
        return this.readLiteralString()
      case '<':
        return this.readHexString()
      case '[':
        return this.readArray(depth)
      default:
        return this.readAtom()
    }
  }

  readUnsigned(): number {
    this.skipSpace()
    const word = this.readWord()
    if (!/^\d{1,10}$/.test(word)) {
      throw this.fault('whole number expected')
    }
    return Number(word)
  }

  expectWord(word: string): void {
    this.skipSpace()
    if (!this.startsWith(word)) {
      throw this.fault(`${word} expected`)
    }
    this.position += word.length
  }

  startsWith(word: string): boolean {
    for (let index = 0; index < word.length; index += 1) {
      if (this.bytes[this.position + index] !== word.charCodeAt(index)) {
        return false
      }
    }
    return true
  }

  skipSpace(): void {
    while (whitespace.has(this.bytes[this.position] ?? -1)) {
      this.position += 1
    }
  }

  fault(message: string): PdfSyntaxError {
    return new PdfSyntaxError(`${message} at byte ${this.position}`)
  }

  private readStream(dictionary: PdfValue): PdfValue {
    if (!(dictionary instanceof Map)) {
      throw this.fault('stream without dictionary')
    }
    this.position += 'stream'.length
    if (this.bytes[this.position] === 0x0d) {
      this.position += 1
    }
    if (this.bytes[this.position] !== 0x0a) {
      throw this.fault('line end expected after stream')
    }
    const start = this.position + 1
    const length = dictionary.get('Length')
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || start + length > this.bytes.length) {
      throw this.fault('direct stream length expected')
    }
    this.position = start + length
    this.expectWord('endstream')
    return { kind: 'stream', dictionary, data: this.bytes.subarray(start, start + length) }
  }

  private readDictionary(depth: number): PdfDictionary {
    this.position += 2
    const entries: PdfDictionary = new Map()
    for (;;) {
      this.skipSpace()
      if (this.startsWith('>>')) {
        this.position += 2
        return entries
      }
      if (!this.startsWith('/')) {
        throw this.fault('key expected')
      }
      const key = this.readName()
      if (entries.has(key)) {
        // Readers disagree on which of two equal keys counts: a known way to show different people different files.
        throw this.fault('repeated key')
      }
      entries.set(key, this.readValue(depth + 1))
    }
  }

  private readArray(depth: number): PdfValue[] {
    this.position += 1
    const items: PdfValue[] = []
    for (;;) {
      this.skipSpace()
      if (this.startsWith(']')) {
        this.position += 1
        return items
      }
      items.push(this.readValue(depth + 1))
    }
  }

  private readName(): string {
    this.position += 1
    const raw = this.readWord()
    return raw.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }

  private readWord(): string {
    const start = this.position
    for (;;) {
      const byte = this.bytes[this.position]
      if (byte === undefined || whitespace.has(byte) || delimiters.has(byte)) {
        return latin1(this.bytes.subarray(start, this.position))
      }
      this.position += 1
    }
  }

  private readAtom(): PdfValue {
    const start = this.position
    const word = this.readWord()
    if (word === 'true' || word === 'false') {
      return word === 'true'
    }
    if (word === 'null') {
      return null
    }
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) {
      throw new PdfSyntaxError(`unknown word at byte ${start}`)
    }
    return this.readReferenceAfter(word) ?? Number(word)
  }

  /** `12 0 R` begins like a number; looks ahead and goes back when it is not a reference. */
  private readReferenceAfter(word: string): PdfValue | undefined {
    const back = this.position
    const match = /^\d+$/.test(word) && /^[ \n\r]+(\d+)[ \n\r]+R(?![A-Za-z0-9])/.exec(this.ahead(24))
    if (!match) {
      return undefined
    }
    this.position = back + match[0].length
    return { kind: 'reference', number: Number(word), generation: Number(match[1]) }
  }

  private ahead(length: number): string {
    return latin1(this.bytes.subarray(this.position, this.position + length))
  }

  private readHexString(): PdfValue {
    const start = this.position
    const close = this.bytes.indexOf(0x3e, start)
    const digits = close < 0 ? '' : latin1(this.bytes.subarray(start + 1, close))
    if (close < 0 || !/^([0-9A-Fa-f]{2})*$/.test(digits)) {
      throw this.fault('hexadecimal string expected')
    }
    this.position = close + 1
    return { kind: 'string', bytes: Buffer.from(digits, 'hex'), start, end: this.position }
  }

  private readLiteralString(): PdfValue {
    const start = this.position
    const out: number[] = []
    let open = 1
    this.position += 1
    while (open > 0) {
      const byte = this.bytes[this.position]
      if (byte === undefined) {
        throw this.fault('string without end')
      }
      this.position += 1
      if (byte === 0x5c) {
        out.push(...this.readEscape())
        continue
      }
      open += byte === 0x28 ? 1 : byte === 0x29 ? -1 : 0
      if (open > 0) {
        out.push(byte)
      }
    }
    return { kind: 'string', bytes: Uint8Array.from(out), start, end: this.position }
  }

  private readEscape(): number[] {
    const octal = /^[0-7]{1,3}/.exec(this.ahead(3))?.[0]
    if (octal !== undefined) {
      this.position += octal.length
      return [Number.parseInt(octal, 8) & 0xff]
    }
    const byte = this.bytes[this.position]
    if (byte === undefined) {
      throw this.fault('string without end')
    }
    this.position += 1
    // A backslash before a line end joins the lines; before any other character it means that character.
    return byte === 0x0a ? [] : [escapes.get(String.fromCharCode(byte)) ?? byte]
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
