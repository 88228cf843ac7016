import * as z from 'zod'
import { rollBack } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import type { Outcome } from '#workflows/domain/refusal'
import { hiddenCharacters, issuesOf, readFields } from '../input-words'
import type { Portal } from '../portal.server'
import { isOnDesk } from './access.server'

const NewNote = z.object({
  text: z.string().trim().min(2, '请写明内容').max(1000, '不能超过1000个字，请删减'),
  isSuspicion: z.literal('yes').optional(),
})

const Closing = z.object({
  outcome: z.enum(['confirmed', 'dispelled'], { error: '请选择核实结果' }),
  result: z.string().trim().min(6, '请写明怎样核实、结果如何，不少于6个字').max(1000, '不能超过1000个字，请删减'),
})

type Writer = Pick<Portal, 'unit' | 'now'>
type Noting = { actor: Actor; caseId: string; input: Readonly<Record<string, unknown>> }

/**
 * Adds an internal note to a case, of any stage. A suspicion (线索) is noted for verification: it refuses nobody and
 * shows to nobody outside the agency.
 * @param id unique for ever; the same form sent twice adds one note
 */
export async function addNote({ unit, now }: Writer, id: string, { actor, caseId, input }: Noting): Promise<Outcome<string>> {
  const note = readFields(NewNote, input)
  if (!note.ok) return note
  return unit.inTransaction(async (tx) => {
    const file = await tx.caseFiles.find(caseId)
    if (file === undefined || !isOnDesk(actor, file)) rollBack({ code: 'notFound' })
    await tx.caseNotes.add({
      id,
      case_id: caseId,
      author_id: actor.id,
      text: note.value.text,
      is_suspicion: note.value.isSuspicion === 'yes' ? 1 : 0,
      at: now(),
    })
    return id
  })
}

/** The fields of a note's closing: each open suspicion has a form of its own on the same page. */
export const closingFields = (noteId: string) => ({ outcome: `outcome-${noteId}`, result: `result-${noteId}` })

/**
 * Says what came of a suspicion. Whoever noted it does not verify it.
 * @param input the posted fields, named by `closingFields`
 */
export async function closeNote({ unit, now }: Writer, noteId: string, { actor, caseId, input }: Noting): Promise<Outcome<string>> {
  const fields = closingFields(noteId)
  const closing = Closing.safeParse({ outcome: input[fields.outcome], result: input[fields.result] ?? '' })
  const issues: Record<string, string[]> = { ...hiddenCharacters(input) }
  if (!closing.success)
    for (const [name, sentences] of Object.entries(issuesOf(closing.error))) issues[fields[name as keyof typeof fields]] = sentences
  return unit.inTransaction(async (tx) => {
    const file = await tx.caseFiles.find(caseId)
    if (file === undefined || !isOnDesk(actor, file)) rollBack({ code: 'notFound' })
    const note = await tx.caseNotes.find(noteId)
    if (note === undefined || note.case_id !== caseId || note.is_suspicion === 0) rollBack({ code: 'notFound' })
    if (note.author_id === actor.id)
      rollBack({ code: 'invalidInput', issues: { [fields.result]: ['线索由提出人以外的人员核实，请交由同事办理'] } })
    if (!closing.success || Object.keys(issues).length > 0) rollBack({ code: 'invalidInput', issues })
    const isClosed = await tx.caseNotes.close({ note_id: noteId, by_id: actor.id, ...closing.data, at: now() })
    if (!isClosed) rollBack({ code: 'invalidInput', issues: { [fields.result]: ['这条线索已经核实办结，请刷新页面查看结果'] } })
    return noteId
  })
}
