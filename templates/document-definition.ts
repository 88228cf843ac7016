import type { z } from 'zod'
import type { DocumentHead } from './document-head'
import { drawFooters } from './layout/official'
import { createSheet, type Fit, type Margins, type Sheet } from './layout/sheet'

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
      const sheet = drawFitting((fit) => {
        const attempt = createSheet({
          title: `${source.title}（${source.subjectOf(data)}）`,
          author: head.issuer,
          subject: `${head.documentNumber} ${head.caseNumber}`,
          issuedOn: head.issuedOn,
          fit,
          ...(source.margins === undefined ? {} : { margins: source.margins }),
        })
        source.draw(attempt, data)
        return attempt
      })
      drawFooters(sheet, head)
      return sheet.finish()
    },
  }
}

const CLOSER_LEADINGS = [0.95, 0.9, 0.86]
/** A block higher than this share of the page stays where it is. */
const HIGHEST_MOVED_BLOCK = 0.4

/**
 * A seal on a page without text could belong to any text: first the lines are set a little closer, and when that does
 * not make room, the last block of text goes to the page of the closing.
 */
function drawFitting(draw: (fit: Fit) => Sheet): Sheet {
  const normal = draw({ leading: 1 })
  const { blocks } = normal
  if (!normal.closesAlone || blocks.count === 0) return normal
  for (const leading of CLOSER_LEADINGS) {
    const closer = draw({ leading })
    if (!closer.closesAlone) return closer
    // A form has no running text that could give way.
    if (closer.blocks.y === blocks.y) break
  }
  const isOnPageBefore = blocks.page === normal.pageCount() - 1
  const isLow = blocks.y > normal.top + (normal.bottom - normal.top) * (1 - HIGHEST_MOVED_BLOCK)
  return isOnPageBefore && isLow ? draw({ leading: 1, pageBeforeBlock: blocks.count }) : normal
}
