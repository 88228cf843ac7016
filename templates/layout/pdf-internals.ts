/// <reference types="pdfkit" />
import type { PdfFont } from './pdf-font'

/** A font of one document, as pdfkit 0.20 keeps it: glyph numbers of the subset in hexadecimal, and its resource. */
export type EmbeddedFont = { readonly id: string; encode(text: string): [glyphs: string[], positions: unknown[]]; ref(): unknown }

const INK = 'GsInk'

type Info = Record<string, string | Date>

/** The parts of a pdfkit document that its types do not name. */
export type DocumentInternals = {
  _font: EmbeddedFont
  info: Info
  _addInfo(): void
  font(source: PdfFont, family: string): unknown
  addContent(operators: string): unknown
  page: { fonts: Record<string, unknown>; ext_gstates: Record<string, unknown> }
  ref(data: Record<string, unknown>): { end(): void }
}

/** The document seen with its inner parts; the one place where pdfkit's types are widened. */
export function internalsOf(doc: PDFKit.PDFDocument): DocumentInternals {
  return doc as unknown as DocumentInternals
}

/** Lets what is drawn next darken the page as ink does; put it between save and restore. */
export function drawAsInk(doc: PDFKit.PDFDocument): void {
  const internals = internalsOf(doc)
  if (!internals.page.ext_gstates[INK]) {
    const state = internals.ref({ Type: 'ExtGState', BM: 'Multiply' })
    state.end()
    internals.page.ext_gstates[INK] = state
  }
  internals.addContent(`/${INK} gs`)
}

/**
 * Makes pdfkit write well-formed XMP: it puts the information values into XML as they are, so that a title with & or <
 * would break the packet. The information dictionary keeps the plain values.
 */
export function escapeMetadata(doc: PDFKit.PDFDocument): void {
  const internals = internalsOf(doc)
  const addInfo = internals._addInfo.bind(internals)
  internals._addInfo = () => {
    const plain = internals.info
    internals.info = Object.fromEntries(
      Object.entries(plain).map(([key, value]) => [key, typeof value === 'string' ? escapeXml(value) : value]),
    )
    addInfo()
    internals.info = plain
  }
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
