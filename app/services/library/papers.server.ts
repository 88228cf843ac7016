import type { UploadedBytes } from '#app/http/upload.server'
import type { LibraryPaperTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, type Instant, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { ApplicationForm } from '#workflows/domain/application-form'
import { entityMaterials, holderOf } from '#workflows/domain/materials'
import { materialsOf } from '../attachments-store.server'
import { submittedFileName } from '../case/file-name'
import type { Draft } from '../drafts.server'
import type { Portal } from '../portal.server'
import { mostFilesOfOneMaterial } from '../uploads/limits'
import { lastDayOf } from './last-day'

/** A paper that is held, as pages show it. */
export type HeldPaper = {
  readonly id: string
  readonly name: string
  readonly addedAt: Instant
  readonly validUntil: PlainDate | null
  readonly isExpired: boolean
}

const heldPaper = (row: LibraryPaperTable, today: PlainDate): HeldPaper => {
  const validUntil = row.valid_until === null ? null : plainDate(row.valid_until)
  const isExpired = validUntil !== null && validUntil < today
  return { id: row.id, name: row.file_name, addedAt: instant(row.added_at), validUntil, isExpired }
}

/** Every entry of the list whose papers serve all sites, with what the institution holds of it. */
export async function libraryOf({ read, now }: Portal, institutionId: string) {
  const rows = await read.library.ofInstitution(institutionId)
  return entityMaterials.map(({ id, title, hint }) => ({
    id,
    title,
    hint,
    papers: rows
      .filter((row) => row.material_id === id && row.site_id === null)
      .map((row) => ({ ...heldPaper(row, dateOf(now())), size: row.size })),
  }))
}

const usableFor = (rows: readonly LibraryPaperTable[], draft: Draft): LibraryPaperTable[] =>
  rows.filter(({ material_id, site_id, digest }) => {
    if (site_id !== null && site_id !== draft.site.id) return false
    return !draft.attachments.some((attachment) => attachment.material_id === material_id && attachment.digest === digest)
  })

/** What a draft need not be asked for again: papers of the entity and of its site that are not in the draft yet, by entry. */
export async function offeredTo(read: Repositories, draft: Draft): Promise<Readonly<Record<string, HeldPaper[]>>> {
  const offered: Record<string, HeldPaper[]> = {}
  for (const row of usableFor(await read.library.ofInstitution(draft.institution.id), draft))
    offered[row.material_id] = [...(offered[row.material_id] ?? []), heldPaper(row, draft.today)]
  return offered
}

/**
 * Puts papers that are held into a draft; the bytes keep their digest. An expired paper is never taken.
 * @param materialId the entry, or undefined for every entry that has nothing yet
 * @returns how many were put in
 */
export async function takePapers(portal: Portal, actor: Actor, draft: Draft, materialId?: string): Promise<number> {
  const outcome = await portal.unit.inTransaction(async (tx) => {
    const present = await tx.drafts.attachments(draft.id)
    const rows = usableFor(await tx.library.ofInstitution(draft.institution.id), { ...draft, attachments: present })
    const wanted = rows.filter((row) => {
      if (heldPaper(row, draft.today).isExpired) return false
      const has = present.filter(({ material_id }) => material_id === row.material_id).length
      return materialId === undefined
        ? has === 0 && materialsOf(draft).some(({ id }) => id === row.material_id)
        : row.material_id === materialId
    })
    const counts = new Map<string, number>()
    let taken = 0
    for (const row of wanted) {
      const has = counts.get(row.material_id) ?? present.filter(({ material_id }) => material_id === row.material_id).length
      if (has >= mostFilesOfOneMaterial) continue
      const { material_id, file_name, media_type, size, digest } = row
      const file = { material_id, file_name, media_type, size, digest }
      await tx.drafts.addAttachment({ ...file, id: portal.newId(), draft_id: draft.id, uploaded_by: actor.id, uploaded_at: portal.now() })
      counts.set(row.material_id, has + 1)
      taken += 1
    }
    return taken
  })
  return outcome.ok ? outcome.value : 0
}

/** Keeps what an application has handed in for the next one; papers of an entry take the place of the former ones. */
export async function keepSubmitted(portal: Portal, actor: Actor, draft: Draft, form: ApplicationForm): Promise<void> {
  const at = portal.now()
  await portal.unit.inTransaction(async (tx) => {
    const held = await tx.library.ofInstitution(draft.institution.id)
    for (const { id: materialId, files } of materialsOf(draft)) {
      if (files.length === 0 || holderOf(materialId) === 'application') continue
      const siteId = holderOf(materialId) === 'entity' ? null : draft.site.id
      const former = held.filter((row) => row.material_id === materialId && row.site_id === siteId)
      for (const row of former) if (!files.some(({ digest }) => digest === row.digest)) await tx.library.remove(row.id, actor.id, at)
      for (const { file_name, media_type, size, digest } of files) {
        if (former.some((row) => row.digest === digest)) continue
        const paper = {
          institution_id: draft.institution.id,
          site_id: siteId,
          material_id: materialId,
          file_name,
          media_type,
          size,
          digest,
        }
        await tx.library.add({ ...paper, id: portal.newId(), valid_until: lastDayOf(materialId, form), added_by: actor.id, added_at: at })
      }
    }
  })
}

export type NewPapers = {
  readonly institutionId: string
  readonly materialId: string
  readonly validUntil: PlainDate | null
  /** The new ones take the place of those that were held. */
  readonly replaces: boolean
  readonly files: readonly UploadedBytes[]
}

/** Keeps prepared files as papers of the entity. @returns how many were new */
export async function addPapers(portal: Portal, actor: Actor, { institutionId, materialId, validUntil, replaces, files }: NewPapers) {
  const at = portal.now()
  const outcome = await portal.unit.inTransaction(async (tx) => {
    const held = (await tx.library.ofInstitution(institutionId)).filter((row) => row.material_id === materialId && row.site_id === null)
    for (const row of held) {
      const comesAgain = files.some(({ digest }) => digest === row.digest)
      if (comesAgain || replaces) await tx.library.remove(row.id, actor.id, at)
    }
    for (const { name, mediaType, bytes } of files) {
      const digest = await tx.files.put(bytes, mediaType, at)
      const paper = { institution_id: institutionId, site_id: null, material_id: materialId, valid_until: validUntil, digest }
      const file = { file_name: submittedFileName(name), media_type: mediaType, size: bytes.byteLength }
      await tx.library.add({ ...paper, ...file, id: portal.newId(), added_by: actor.id, added_at: at })
    }
    return files.length
  })
  return outcome.ok ? outcome.value : 0
}

/** Takes a paper out of the library; drafts and cases that used it keep it. @returns the entry it stood under */
export async function removePaper(portal: Portal, actor: Actor, institutionId: string, paperId: string): Promise<string | undefined> {
  const row = await portal.read.library.find(paperId)
  if (row === undefined || row.institution_id !== institutionId) return undefined
  await portal.unit.inTransaction((tx) => tx.library.remove(paperId, actor.id, portal.now()))
  return row.material_id
}
