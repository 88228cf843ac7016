import { createPrivateKey, sign } from 'node:crypto'
import { sql } from 'kysely'
import { digestOfCheckpoint, noCheckpoint } from '#app/services/checkpoint-record.server'
import { digestOfStored, noPredecessor } from '#db/repositories/event-log'
import type { CheckpointTable } from '#db/schema'
import type { Core } from '#test/setup/core'

/** What an administrator of the database with no scruples can do: the guards of log and checkpoints are taken away. */
export async function unguard({ write, dialect }: Core['database']): Promise<void> {
  for (const table of ['case_event', 'checkpoint']) {
    if (dialect === 'postgres') await sql`drop trigger if exists ${sql.id(`${table}_append_only`)} on ${sql.table(table)}`.execute(write)
    else for (const verb of ['update', 'delete']) await sql`drop trigger if exists ${sql.id(`${table}_no_${verb}`)}`.execute(write)
  }
}

/** Computes checkpoints anew and signs them with the key that the database holds, each linked to the one before. */
export async function resign({ database, portal }: Core, rows: readonly CheckpointTable[]): Promise<void> {
  const key = createPrivateKey((await portal.read.policy.findSetting('checkpoint.key')) ?? '')
  let previous_digest = noCheckpoint
  for (const row of rows) {
    const linked = { ...row, previous_digest }
    const digest = digestOfCheckpoint(linked)
    const signature = sign(null, Buffer.from(digest, 'hex'), key).toString('base64')
    await database.write
      .updateTable('checkpoint')
      .set({ ...linked, digest, signature })
      .where('number', '=', row.number)
      .execute()
    previous_digest = digest
  }
}

/** Computes the digests of a case anew, as the program itself would have. */
export async function rechain({ database, portal }: Core, caseId: string): Promise<void> {
  let previous = noPredecessor
  for (const row of await portal.read.eventLog.storedOf([caseId])) {
    const digest = digestOfStored(row, previous)
    await database.write.updateTable('case_event').set({ previous_digest: previous, digest }).where('seq', '=', row.seq).execute()
    previous = digest
  }
}
