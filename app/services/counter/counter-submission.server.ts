import type { Actor } from '#workflows/access/authorise'
import { CounterPaper, counterFault } from '#workflows/commands/counter'
import type { Draft } from '../drafts.server'
import { hiddenCharacters, issuesOf, plainWords } from '../input-words'
import type { Portal } from '../portal.server'

type Judged = { ok: true; counter: CounterPaper } | { ok: false; errors: Readonly<Record<string, readonly string[]>> }

/** Who came to the window with which paper, as the form tells it; faults under `counter.…`. */
export function judgeCounter(actor: Actor, draft: Pick<Draft, 'institution'>, typed: unknown): Judged {
  const parsed = CounterPaper.safeParse(typed ?? {}, { error: plainWords })
  const faults = parsed.success ? {} : issuesOf(parsed.error)
  const errors: Record<string, string[]> = hiddenCharacters({ counter: typed })
  for (const [path, messages] of Object.entries(faults)) errors[path === '' ? 'counter.paper' : `counter.${path}`] = messages
  const fault = parsed.success ? counterFault(actor, draft.institution.id, parsed.data) : undefined
  if (fault?.code === 'invalidInput') Object.assign(errors, fault.issues)
  return parsed.success && Object.keys(errors).length === 0 ? { ok: true, counter: parsed.data } : { ok: false, errors }
}

/** The receipt of an application that was just sent from the window of this officer's agency; null when there is none. */
export async function receiptOf({ read }: Pick<Portal, 'read'>, actor: Actor, caseId: string) {
  const file = caseId === '' ? undefined : await read.caseFiles.find(caseId)
  if (file === undefined || file.machine !== 'application' || file.agency_id !== actor.agencyId) return null
  const receipt = (await read.documents.ofCase(caseId)).find(({ kind }) => kind === 'applicationReceipt')
  const isSet = receipt !== undefined && (await read.documents.latestFile(receipt.id)) !== undefined
  return { caseId, title: file.title, href: isSet ? `/documents/${receipt.id}` : null }
}
