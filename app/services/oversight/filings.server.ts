import * as z from 'zod'
import type { FilingKind, FilingView } from '#app/view/filing-register'
import type { CaseEvent } from '#db/repositories/event-log'
import { dateOf, instant } from '#workflows/calendar/plain-date'
import { FilingReceiptPayload } from '#workflows/commands/payloads'

/** One text of an agreement on its way through the filing of 第十一条. */
export type Filing = {
  kind: Exclude<FilingKind, 'ending'>
  /** The number of the text; of a supplement the case in which it was signed. */
  number: string | null
  changeId: string | null
  signedOn: string
  state: Extract<FilingView, 'unreported' | 'waiting' | 'remarked' | 'acknowledged'>
  filedOn: string | null
  /** What the department answered, and the agency to it, the oldest first. */
  receipts: { on: string; remarks: string; answer: string | null }[]
}

/** The commands that `filingsOf` reads. */
export const filingCommands = [
  'openAgreement',
  'restoreAgreement',
  'applyAgreedChange',
  'grantRenewalTerm',
  'fileAgreement',
  'acknowledgeFiling',
  'answerFilingRemarks',
] as const

const Opened = z.object({ documentNumber: z.string(), signedOn: z.string().optional() })
const Changed = z.object({ changeId: z.string(), signedOn: z.string() })
const Renewed = z.object({ term: z.object({ documentNumber: z.string() }), signedOn: z.string() })
const Answered = z.object({ answer: z.string() })

/**
 * Every text of an agreement with its filing, as the log of the agreement tells it. One report covers all texts that were
 * not reported yet, one receipt all that wait for it.
 * @param events of one agreement, by revision
 */
export function filingsOf(events: readonly CaseEvent[]): Filing[] {
  const filings: Filing[] = []
  const signed = (kind: Filing['kind'], text: Pick<Filing, 'number' | 'changeId' | 'signedOn'>) =>
    filings.push({ kind, ...text, state: 'unreported', filedOn: null, receipts: [] })
  for (const { command, payload, occurred_at } of events) {
    const on = dateOf(instant(occurred_at))
    if (command === 'openAgreement' || command === 'restoreAgreement') {
      const { documentNumber, signedOn } = Opened.parse(payload)
      signed('agreement', { number: documentNumber, changeId: null, signedOn: signedOn ?? on })
    } else if (command === 'applyAgreedChange') {
      const { changeId, signedOn } = Changed.parse(payload)
      signed('supplement', { number: null, changeId, signedOn })
    } else if (command === 'grantRenewalTerm') {
      const { term, signedOn } = Renewed.parse(payload)
      signed('renewal', { number: term.documentNumber, changeId: null, signedOn })
    } else if (command === 'fileAgreement') {
      for (const filing of filings) if (filing.state === 'unreported') Object.assign(filing, { state: 'waiting', filedOn: on })
    } else if (command === 'acknowledgeFiling') {
      const { remarks } = FilingReceiptPayload.parse(payload)
      for (const filing of filings)
        if (filing.state === 'waiting') {
          filing.state = remarks === '' ? 'acknowledged' : 'remarked'
          filing.receipts.push({ on, remarks, answer: null })
        }
    } else if (command === 'answerFilingRemarks') {
      const { answer } = Answered.parse(payload)
      for (const filing of filings)
        if (filing.state === 'remarked') {
          filing.state = 'waiting'
          const last = filing.receipts.at(-1)
          if (last !== undefined) last.answer = answer
        }
    }
  }
  return filings
}
