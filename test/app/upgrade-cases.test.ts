import { describe, expect, it } from 'vitest'
import { verifyLog } from '#app/services/checkpoints.server'
import { upgradeCases } from '#app/services/upgrade-cases.server'
import { anApplication, type Core, openCore } from '#test/setup/core'
import agreement from '#test/workflows/fixtures/agreement.v1.json'
import { instant } from '#workflows/calendar/plain-date'

/** Puts an agreement in force back to what version 1 wrote. */
async function asVersion1(core: Core, id: string): Promise<void> {
  const { write } = core.database
  const { context } = (await core.fileOf(id)).snapshot as { context: Record<string, unknown> }
  const keys = Object.keys(agreement.inForce.context)
  const then = { ...agreement.inForce, context: Object.fromEntries(keys.map((key) => [key, context[key]])) }
  const row = { machine_version: 1, stage: 'inForce', snapshot: JSON.stringify(then), tags: ' public ' }
  await write.updateTable('case_file').set(row).where('id', '=', id).execute()
  await write.deleteFrom('deadline').where('case_id', '=', id).where('key', '!=', 'termEnds').execute()
  const timer_id = 'xstate.after.termEnds.agreement.inForce'
  await write.updateTable('deadline').set({ timer_id }).where('case_id', '=', id).where('key', '=', 'termEnds').execute()
}

describe('a database of the version before', () => {
  it('is taken over once, with a line in each log, and its cases go on to their end', async () => {
    const core = await openCore()
    const id = `agreement-${await anApplication(core, { stage: 'inForce' })}`
    await asVersion1(core, id)
    const rowsBefore = await core.portal.read.deadlines.running(id)
    const now = () => core.portal.now()
    const [first, second] = await Promise.all([upgradeCases(core.portal.unit, now), upgradeCases(core.portal.unit, now)])
    expect(first + second).toBe(1)
    const upgraded = (await core.stageOf(id)).split(' ')
    expect(upgraded).toEqual(
      expect.arrayContaining(['filing.due.inTime', 'listing.unlisted', 'settlement.open.unwatched', 'term.inForce.fixedTerm']),
    )
    const [line] = (await core.portal.read.eventLog.ofCase(id)).slice(-1)
    expect(line).toMatchObject({ command: 'upgradeCase', payload: { from: 1, to: 3 }, actor_id: 'system' })
    expect(await verifyLog(core.portal.unit)).toEqual([])

    // The end of the term keeps the row and the moment that it had; the filing is owed from now on.
    const rows = await core.portal.read.deadlines.running(id)
    expect(rows.find(({ key }) => key === 'termEnds')).toMatchObject({ id: rowsBefore[0]?.id, due_at: rowsBefore[0]?.due_at })
    expect(rows.map(({ key }) => key).sort()).toEqual(['connectionDue', 'filing', 'termEnds'])
    await core.portal.advanceTo(instant(rows.find(({ key }) => key === 'termEnds')?.due_at ?? ''))
    expect(await core.stageOf(id)).toContain('term.closing')
  })
})
