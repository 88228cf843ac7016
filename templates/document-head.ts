import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'

/**
 * Text that goes onto paper: not empty, at most `max` characters, line ends as \n, tabs as spaces.
 * Whether a font prints each character is asked by `checkDocument`.
 */
export function printable(max: number) {
  return z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim())
    .pipe(z.string().min(1, '不能为空').max(max, `不能超过${max}个字`))
}

/** What every document says: who issues it, its number and day, the case, the legal basis, the remedy, the way of service. */
export const DocumentHead = z.strictObject({
  issuer: printable(60),
  documentNumber: printable(60),
  issuedOn: PlainDate,
  caseNumber: printable(60),
  /** Articles in the order in which they are cited. */
  legalBasis: z.array(printable(200)).min(1),
  /** Review and suit, or where to ask. */
  remedy: printable(600),
  /** 送达方式. */
  service: printable(200),
  /** The public address that checks the document, and the code a person can type. */
  verification: z.strictObject({
    url: z.url().max(300),
    code: printable(40),
    /** What is public names the newest checkpoint of the log, so that paper in many hands contradicts a log signed anew. */
    seal: z.strictObject({ number: z.number().int().positive(), head: printable(16) }).optional(),
  }),
})
export type DocumentHead = z.output<typeof DocumentHead>

/** The party a document is addressed to. */
export const Party = z.strictObject({ name: printable(300), address: printable(200) })
export type Party = z.output<typeof Party>

/** Where to ask: 经办科室、联系人、电话、地址. */
export const Contact = z.strictObject({ office: printable(60), person: printable(40), phone: printable(40), address: printable(200) })
export type Contact = z.output<typeof Contact>
