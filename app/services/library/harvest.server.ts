import type { Repositories } from '#db/unit-of-work'
import { Submission } from '#workflows/commands/submission'
import { findMaterial, holderOf } from '#workflows/domain/materials'
import { submittedMaterials } from '../case/record.server'
import type { Portal } from '../portal.server'
import { lastDayOf } from './last-day'

type HandedIn = {
  readonly materialId: string
  readonly siteId: string | null
  readonly files: readonly { readonly name: string; readonly digest: string }[]
  readonly validUntil: string | null
  readonly by: string
  readonly at: string
}

/** The papers of an institution's applications as last handed in, answers to notices included; one entry a paper's place. */
async function lastHandedIn(read: Repositories, institutionId: string): Promise<readonly HandedIn[]> {
  const last = new Map<string, HandedIn>()
  const cases = await read.caseFiles.list({ machine: 'application', institutionIds: [institutionId] })
  const events = (await Promise.all(cases.map(async (file) => ({ file, events: await read.eventLog.ofCase(file.id) })))).flatMap(
    ({ file, events: own }) => own.map((event) => ({ site: file.site_id, event })),
  )
  for (const { site, event } of events.toSorted((a, b) => (a.event.occurred_at < b.event.occurred_at ? -1 : 1))) {
    const form = event.command === 'submitApplication' ? Submission.parse(event.payload).form : undefined
    for (const { material } of submittedMaterials([event])) {
      const { materialId, files } = material
      if (findMaterial(materialId) === undefined || holderOf(materialId) === 'application') continue
      const siteId = holderOf(materialId) === 'entity' ? null : site
      const validUntil = form === undefined ? null : lastDayOf(materialId, form)
      last.set(`${materialId}/${siteId}`, { materialId, siteId, files, validUntil, by: event.actor_id, at: event.occurred_at })
    }
  }
  return [...last.values()]
}

/**
 * Puts into the library what applications have handed in and the library does not know yet: those sent before there was
 * one, entered at the window, or supplemented. What was taken out of the library stays out.
 */
export async function harvestCases(portal: Portal, institutionId: string): Promise<void> {
  const papers = await lastHandedIn(portal.read, institutionId)
  await portal.unit.inTransaction(async (tx) => {
    const ever = await tx.library.everOfInstitution(institutionId)
    for (const { materialId, siteId, files, validUntil, by, at } of papers) {
      const known = ever.filter((row) => row.material_id === materialId && row.site_id === siteId)
      // Something newer was put in by hand or by a later application.
      if (known.some((row) => row.added_at >= at)) continue
      const fresh = files.filter(({ digest }) => !known.some((row) => row.digest === digest))
      if (fresh.length === 0) continue
      for (const row of known) if (row.removed_at === null) await tx.library.remove(row.id, by, at)
      for (const { name, digest } of files) {
        const stored = await tx.files.describe(digest)
        if (stored === undefined) continue
        const place = { institution_id: institutionId, site_id: siteId, material_id: materialId, digest, valid_until: validUntil }
        const file = { file_name: name, media_type: stored.mediaType, size: stored.size }
        await tx.library.add({ ...place, ...file, id: portal.newId(), added_by: by, added_at: at })
      }
    }
  })
}
