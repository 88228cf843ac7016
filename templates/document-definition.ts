import type { z } from 'zod'
import type { DocumentHead } from './document-head'
import { drawFooters } from './layout/official'
import { createSheet, type Margins, type Sheet } from './layout/sheet'

type WithHead = z.ZodType<{ head: DocumentHead }>

/** How a kind of document is written: its Chinese name, the shape of its data, and how the data is set on paper. */
export type DocumentSource<Schema extends WithHead> = {
  readonly title: string
  readonly schema: Schema
  readonly margins?: Margins
  /** What the file's title says after the document's name, usually the party. */
  readonly subjectOf: (data: z.output<Schema>) => string
  readonly draw: (sheet: Sheet, data: z.output<Schema>) => void
}

/** A kind of document as the registry holds it; `render` parses its data again, so that only valid data is printed. */
export type DocumentDefinition<Schema extends z.ZodType = z.ZodType> = {
  readonly title: string
  readonly schema: Schema
  readonly render: (data: unknown) => Promise<Uint8Array>
}

/** Makes the definition of a kind: metadata, pages, page numbers and verification code are the same for all. */
export function defineDocument<Schema extends WithHead>(source: DocumentSource<Schema>): DocumentDefinition<Schema> {
  return {
    title: source.title,
    schema: source.schema,
    async render(input) {
      const data = source.schema.parse(input)
      const { head } = data
      const sheet = createSheet({
        title: `${source.title}（${source.subjectOf(data)}）`,
        author: head.issuer,
        subject: `${head.documentNumber} ${head.caseNumber}`,
        issuedOn: head.issuedOn,
        ...(source.margins === undefined ? {} : { margins: source.margins }),
      })
      source.draw(sheet, data)
      drawFooters(sheet, head)
      return sheet.finish()
    },
  }
}
