import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import { readFields } from './input-words'
import type { Portal } from './portal.server'

/**
 * Edge case 34: an agreement is signed, but the institution's system does not work with the insurance's. It is not listed
 * as available until the officers of its agency have seen the test pass. Where nothing was noted, nothing stands in the way.
 */
export const Connection = z.object({ state: z.enum(['failing', 'passed']), note: z.string(), by: z.string(), at: z.string() })
export type Connection = z.output<typeof Connection>

const keyOf = (agreementId: string): string => `connection:${agreementId}`

/** What was noted of those of these agreements that are on no list yet, by agreement. */
export async function connectionsOf(read: Repositories, files: readonly CaseFile[]): Promise<ReadonlyMap<string, Connection>> {
  const unlisted = files.filter(({ stage }) => stage.split(' ').includes('listing.unlisted'))
  const noted = await Promise.all(
    unlisted.map(async ({ id }) => {
      const stored = await read.policy.findSetting(keyOf(id))
      return stored === undefined ? [] : [[id, Connection.parse(JSON.parse(stored))] as const]
    }),
  )
  return new Map(noted.flat())
}

const Entry = z.object({
  agreementId: z.string({ error: '请选择机构' }).min(1, '请选择机构').max(80),
  state: z.enum(['failing', 'passed'], { error: '请选择联调结果' }),
  note: z.string({ error: '请写明联调情况' }).trim().min(5, '请写明联调的日期和情况，不少于5个字').max(300),
})

/** Notes how the test of an institution's system went; only for agreements of the officer's own agency that are on no list yet. */
export async function noteConnection(portal: Portal, actor: Actor, form: Readonly<Record<string, unknown>>): Promise<Outcome<true>> {
  const entry = readFields(Entry, form, { note: form.note })
  if (!entry.ok) return entry
  const { agreementId, state, note } = entry.value
  const file = await portal.read.caseFiles.find(agreementId)
  if (file?.machine !== 'agreement' || file.agency_id !== actor.agencyId || !file.stage.includes('listing.unlisted'))
    return refuse({ code: 'invalidInput', issues: { agreementId: ['请选择本机构已签约未公布的机构'] } })
  const value: Connection = { state, note, by: actor.name, at: portal.now() }
  const stored = await portal.unit.inTransaction((tx) => tx.policy.putSetting(keyOf(agreementId), JSON.stringify(value)))
  return stored.ok ? ok(true) : stored
}
