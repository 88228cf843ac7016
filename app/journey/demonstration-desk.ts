import { changeHolder, type HoldingTask } from '#app/services/desk/holding.server'
import { addNote } from '#app/services/desk/notes.server'
import type { Portal } from '#app/services/portal.server'
import type { Actor } from '#workflows/access/authorise'
import { agencies } from '#workflows/domain/agencies'
import { ensureAgencyStaff } from './cast'
import { unlessRefused } from './steps'

/** In every agency somebody holds a few cases, has taken one over, and noted what colleagues should know. */
export async function deskHappens(portal: Portal): Promise<void> {
  const change = async (actor: Actor, caseId: string, task: HoldingTask) =>
    unlessRefused('承办', await changeHolder(portal, { actor, caseId, id: portal.newId(), task }))
  const note = async (actor: Actor, caseId: string, text: string, isSuspicion = false) =>
    unlessRefused(
      '案卷备注',
      await addNote(portal, portal.newId(), { actor, caseId, input: { text, ...(isSuspicion ? { isSuspicion: 'yes' } : {}) } }),
    )
  for (const agencyId of Object.keys(agencies)) {
    const { officer, secondOfficer } = await ensureAgencyStaff(portal, agencyId)
    const [first] = await portal.read.deskCases.list({ agencyId, isActive: true, tag: 'officer' }, { limit: 1 })
    if (first !== undefined) {
      await change(officer, first.id, { kind: 'claim' })
      await note(officer, first.id, '已电话联系经办人，本周内办理。')
    }
    // The turn of these is the institution's: whoever holds them, nobody finds less on the desk.
    const [handed, suspected] = await portal.read.deskCases.list({ agencyId, isActive: true, tag: 'institution' }, { limit: 2 })
    if (handed !== undefined) {
      await change(officer, handed.id, { kind: 'claim' })
      await change(officer, handed.id, { kind: 'handOver', toId: secondOfficer.id, reason: '参加业务培训，由同事接办' })
    }
    if (suspected !== undefined) {
      await change(secondOfficer, suspected.id, { kind: 'claim' })
      await note(secondOfficer, suspected.id, '申请表所填护理人员与另一机构的名单有同名，请到注册机关核对。', true)
    }
  }
}
