import PDFDocument from 'pdfkit'
import type { Face } from './font-book'
import { type EmbeddedFont, escapeMetadata, internalsOf } from './pdf-internals'

export const POINTS_PER_MM = 72 / 25.4
const A4_WIDTH = 595.28
const A4_HEIGHT = 841.89

/** Margins in millimetres. */
export type Margins = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }

/** GB/T 9704-2012, 5.2.1: type area 156 × 225 mm on A4. */
export const OFFICIAL_MARGINS: Margins = { top: 37, bottom: 35, left: 28, right: 26 }
/** Forms with wide tables. */
export const FORM_MARGINS: Margins = { top: 22, bottom: 26, left: 20, right: 20 }

/** How a document is set a second time when its closing would stand alone on the last page. */
export type Fit = {
  /** The pitch of running text as a share of the normal one. */
  readonly leading: number
  /** The block of running text, counted from 1, that starts a page. */
  readonly pageBeforeBlock?: number
}

export type SheetOptions = {
  readonly title: string
  readonly author: string
  readonly subject: string
  /** The day of the document ('YYYY-MM-DD'): its start in Shanghai is the file's creation date, so bytes depend on data only. */
  readonly issuedOn: string
  readonly margins?: Margins
  readonly fit?: Fit
  /** Width and height of the page in points; A4 when absent. */
  readonly size?: readonly [width: number, height: number]
}

/** The document under construction: its pages, its type area in points and the cursor `y` (downwards from the page's top). */
export type Sheet = {
  readonly doc: PDFKit.PDFDocument
  readonly left: number
  readonly top: number
  readonly width: number
  readonly bottom: number
  y: number
  /** The pitch of running text as a share of the normal one. */
  readonly leading: number
  /** The running text so far: how many blocks, and where the last one begins. */
  readonly blocks: { count: number; page: number; y: number }
  /** Whether the closing has found no room under the text and stands on a page of its own. */
  closesAlone: boolean
  /** Marks the start of a block of running text, which may be the one that starts a page; a head joins the block after it. */
  startBlock(joinsNext?: boolean): void
  /** The number of pages so far. */
  pageCount(): number
  /** The font of this document for a face, registered at first use. */
  fontOf(face: Face): EmbeddedFont
  newPage(): void
  /** Starts a page when less than `height` points are left on this one. */
  ensure(height: number): void
  /** Runs `draw` on each page in turn, with its number from 1 and the count of pages. */
  onEachPage(draw: (page: number, pages: number) => void): void
  finish(): Promise<Uint8Array>
}

/** Opens an A4 document: PDF 1.7, Chinese, title shown, metadata escaped, dates from the data. */
export function createSheet(options: SheetOptions): Sheet {
  const day = new Date(`${options.issuedOn}T00:00:00+08:00`)
  const [pageWidth, pageHeight] = options.size ?? [A4_WIDTH, A4_HEIGHT]
  const doc = new PDFDocument({
    size: [pageWidth, pageHeight],
    margin: 0,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: true,
    // No default font: Helvetica would be named in the file without being embedded.
    font: null as unknown as string,
    info: {
      Title: options.title,
      Author: options.author,
      Subject: options.subject,
      Creator: '东营市医保定点协议管理平台',
      Producer: 'PDFKit',
      CreationDate: day,
      ModDate: day,
    },
  })
  escapeMetadata(doc)
  const internals = internalsOf(doc)
  const chunks: Uint8Array[] = []
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })

  const margins = options.margins ?? OFFICIAL_MARGINS
  const fonts = new Map<string, EmbeddedFont>()
  let isHeadOpen = false
  const sheet: Sheet = {
    doc,
    left: margins.left * POINTS_PER_MM,
    top: margins.top * POINTS_PER_MM,
    width: pageWidth - (margins.left + margins.right) * POINTS_PER_MM,
    bottom: pageHeight - margins.bottom * POINTS_PER_MM,
    y: margins.top * POINTS_PER_MM,
    leading: options.fit?.leading ?? 1,
    blocks: { count: 0, page: 1, y: 0 },
    closesAlone: false,
    startBlock(joinsNext = false) {
      const { blocks } = sheet
      const isJoined = isHeadOpen
      isHeadOpen = joinsNext
      if (isJoined) return
      blocks.count += 1
      if (blocks.count === options.fit?.pageBeforeBlock) sheet.newPage()
      blocks.page = sheet.pageCount()
      blocks.y = sheet.y
    },
    pageCount: () => doc.bufferedPageRange().count,
    fontOf(face) {
      let font = fonts.get(face.key)
      if (!font) {
        internals.font(face.pdfFont, face.key)
        font = internals._font
        fonts.set(face.key, font)
      }
      internals.page.fonts[font.id] ??= font.ref()
      return font
    },
    newPage() {
      doc.addPage()
      sheet.y = sheet.top
    },
    ensure(height) {
      if (sheet.y + height > sheet.bottom + 0.01) sheet.newPage()
    },
    onEachPage(draw) {
      const { start, count } = doc.bufferedPageRange()
      for (let index = 0; index < count; index += 1) {
        doc.switchToPage(start + index)
        draw(index + 1, count)
      }
    },
    finish() {
      doc.end()
      return finished
    },
  }
  return sheet
}
