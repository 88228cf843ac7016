/// <reference types="pdfkit" />

/**
 * The two signature fields of the agreement in the order in which they are signed: 乙方 certifies the document first,
 * the agency signs second. Both are present, empty, before the first signature (a field added later would be a change).
 */
export const signatureFieldNames = ['InstitutionSignature', 'AgencySignature'] as const
export type SignatureFieldName = (typeof signatureFieldNames)[number]

export type SignatureFieldOptions = {
  name: SignatureFieldName
  /** x, y, width, height in points; y grows downwards from the upper edge of the page, as in pdfkit. */
  rect: readonly [x: number, y: number, width: number, height: number]
  /** Words a screen reader says for the field, e.g. 乙方签章. */
  label?: string
  /** The page that carries the field; the current page when absent. */
  page?: PDFKit.PDFPage
}

type Reference = { data: Record<string, unknown>; write(chunk: string): void; end(): void }
type FormReference = Reference & { data: { Fields: Reference[] } }

/** What pdfkit keeps to itself and its types do not name (0.20.2). */
type DocumentInternals = {
  _root: { data: { AcroForm?: FormReference } }
  _acroform?: { fonts: Record<string, Reference>; defaultFont: string }
  ref(data: Record<string, unknown>): Reference
}
type PageInternals = { height: number; dictionary: Reference; annotations: Reference[] }

/** Print + Locked: the field is printed and cannot be moved or deleted by a reader (ISO 32000-1 table 165). */
const printAndLocked = 132
/** SignaturesExist + AppendOnly: readers must save incrementally (ISO 32000-1 table 219). */
const signaturesAppendOnly = 3

/**
 * Writes an empty visible signature field (merged field and widget) on a page of a pdfkit document that is not ended yet.
 * Call it once per field; the first call also makes the AcroForm. NeedAppearances is never set: a reader that rebuilt
 * appearances would change a signed file.
 */
export function addSignatureField(doc: PDFKit.PDFDocument, options: SignatureFieldOptions): void {
  const internals = doc as unknown as DocumentInternals
  const page = (options.page ?? doc.page) as unknown as PageInternals
  const form = getForm(internals)
  const [x, y, width, height] = options.rect

  const appearance = internals.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, width, height],
    Resources: {},
  })
  // PDF/A asks for an appearance even of an empty field, and pdfkit writes no stream at all without a byte in it.
  appearance.write(' ')
  appearance.end()

  const field = internals.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: pdfString(options.name),
    ...(options.label === undefined ? {} : { TU: pdfString(options.label) }),
    F: printAndLocked,
    Rect: [x, page.height - y - height, x + width, page.height - y],
    P: page.dictionary,
    AP: { N: appearance },
  })
  page.annotations.push(field)
  form.data.Fields.push(field)
  field.end()
}

function getForm(doc: DocumentInternals): FormReference {
  const existing = doc._root.data.AcroForm
  if (existing) {
    return existing
  }
  const form = doc.ref({ Fields: [], SigFlags: signaturesAppendOnly, DR: { Font: {} } }) as FormReference
  doc._root.data.AcroForm = form
  // pdfkit refuses to end a form without fonts unless a default font is named; initForm would force NeedAppearances.
  doc._acroform = { fonts: {}, defaultFont: 'none' }
  return form
}

/** pdfkit writes a plain string as a PDF name and a String object as a PDF text string. */
function pdfString(text: string): object {
  return Object(text)
}
