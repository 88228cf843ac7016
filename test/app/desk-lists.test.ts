import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { batchOf, continueBatch, mostInBatch, newBatchOf, portion, startBatch } from '#app/services/desk/batch.server'
import { changeHolder } from '#app/services/desk/holding.server'
import { addNote } from '#app/services/desk/notes.server'
import { worklistOf } from '#app/services/desk/worklist.server'
import { filterFrom } from '#app/view/worklist'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, coresOn, ids, morningOf, openCore } from '#test/setup/core'
import { bothDatabases, type DatabaseKind } from '#test/setup/databases'
import { hiddenOf } from '#test/setup/http'
import { unwrap } from '#test/workflows/seeds'
import type { Actor } from '#workflows/access/authorise'

const kinds = await bothDatabases()
afterAll(() => {
  for (const kind of kinds) kind.stop()
})

const listOf = (core: Core, actor: Actor, query: string) => worklistOf(core.portal, actor, filterFrom(new URLSearchParams(query)))
const idsOf = async (core: Core, actor: Actor, query: string) => (await listOf(core, actor, query)).rows.map(({ id }) => id)
const claim = async (core: Core, actor: Actor, caseId: string) =>
  unwrap(await changeHolder(core.portal, { actor, caseId, id: core.portal.newId(), task: { kind: 'claim' } }))

/** More cases of the clinic's agency like the one there is, without a history of their own. */
async function copies(core: Core, count: number): Promise<string[]> {
  const file = await core.fileOf(ids.application)
  const names = Array.from({ length: count }, (_, index) => `copy-${String(index).padStart(3, '0')}`)
  await core.portal.unit.inTransaction(async (tx) => {
    for (const id of names) await tx.caseFiles.insert({ ...file, id, site_id: null, title: `诊所 ${id}` })
  })
  return names
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('worklists on %s', (_name, kind: DatabaseKind) => {
  coresOn(kind)
  let core: Core
  beforeEach(async () => {
    core = await openCore()
    await anApplication(core, { stage: 'submitted' })
  })

  it('slice, filter and count: mine, nobody’s, soon, late, the institution’s', async () => {
    const { officer, secondOfficer } = core.clinic
    expect(await idsOf(core, officer, '')).toEqual([ids.application])
    expect(await idsOf(core, officer, 'view=unclaimed')).toEqual([ids.application])
    await claim(core, officer, ids.application)
    expect(await idsOf(core, officer, 'view=held&stage=submitted&kind=application')).toEqual([ids.application])
    for (const query of ['', 'view=unclaimed', 'view=all&holder=none', 'view=soon', 'view=waiting', `view=all&holder=${secondOfficer.id}`])
      expect([query, await idsOf(core, secondOfficer, query)]).toEqual([query, []])
    expect(await idsOf(core, secondOfficer, `view=all&holder=${officer.id}`)).toEqual([ids.application])
    // Five working days from Monday: on Wednesday three are left.
    await core.portal.advanceTo(morningOf('2026-03-04'))
    expect(await idsOf(core, secondOfficer, 'view=soon')).toEqual([ids.application])
    expect(await idsOf(core, secondOfficer, 'view=all&due=today')).toEqual([])
    await core.portal.advanceTo(morningOf('2026-03-09'))
    expect(await idsOf(core, secondOfficer, 'view=all&due=today')).toEqual([ids.application])
    await core.portal.advanceTo(morningOf('2026-03-10'))
    expect(await idsOf(core, secondOfficer, 'view=overdue')).toEqual([ids.application])
    const { views } = await listOf(core, secondOfficer, '')
    expect(Object.fromEntries(views.map(({ view, count }) => [view, count]))).toMatchObject({
      todo: 0,
      held: 0,
      overdue: 1,
      soon: 0,
      all: 1,
    })
    const items = [{ materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }]
    await core.must(officer, 'issueSupplementNotice', ids.application, { items })
    expect(await idsOf(core, secondOfficer, 'view=waiting')).toEqual([ids.application])
  })

  it('find by name, code, case and the number of the receipt, also what has ended; never another agency’s', async () => {
    const { portal, clinic, pharmacy } = core
    const [receipt] = await portal.read.documents.ofCase(ids.application)
    await core.must(clinic.applicant, 'withdrawApplication', ids.application, { reason: '' })
    expect(await idsOf(core, clinic.officer, 'view=all')).toEqual([])
    const uscc = clinic.input.institution.uscc
    const fullWidth = uscc.replaceAll(/\w/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfe_e0))
    for (const q of ['仁和诊所', fullWidth, uscc.toLowerCase(), uscc.slice(4, 12), ids.application, receipt?.number ?? ''])
      expect([q, await idsOf(core, clinic.officer, `q=${encodeURIComponent(q)}`)]).toEqual([q, [ids.application]])
    for (const q of ['%', '_', '\\', "'", '没有这家'])
      expect([q, await idsOf(core, clinic.officer, `q=${encodeURIComponent(q)}`)]).toEqual([q, []])
    expect(await idsOf(core, pharmacy.officer, 'q=仁和诊所&agency=370502')).toEqual([])
    expect(await idsOf(core, core.city.officer, 'q=仁和诊所&agency=370502')).toEqual([ids.application])
  })

  it('come in pages, each case on one of them', async () => {
    const names = await copies(core, 45)
    const { officer } = core.clinic
    const pages = [
      await listOf(core, officer, 'view=all'),
      await listOf(core, officer, 'view=all&page=2'),
      await listOf(core, officer, 'view=all&page=9'),
    ]
    expect(pages.map(({ page, rows }) => [page, rows.length])).toEqual([
      [1, 20],
      [2, 20],
      [3, 6],
    ])
    const shown = pages.flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(new Set(shown)).toEqual(new Set([...names, ids.application]))
    // What has a date comes before what has none.
    expect(shown[0]).toBe(ids.application)
  })

  it('are worked off in portions, each case on its own; broken off, a batch goes on where it stood', async () => {
    const { portal, clinic } = core
    const names = await copies(core, portion + 5)
    await claim(core, clinic.secondOfficer, 'copy-003')
    const query = new URLSearchParams('do=claim&all=1&view=all')
    const chosen = await newBatchOf(portal, clinic.officer, query)
    expect(chosen?.rows.filter(({ obstacle }) => obstacle !== '').map(({ id }) => id)).toEqual(['copy-003'])
    const ticked = names.map((caseId) => ({ caseId, revision: 1 }))
    const id = portal.newId()
    const start = () => startBatch(portal, clinic.officer, { id, input: { task: 'claim' }, ticked })
    unwrap(await start())
    unwrap(await start())
    expect(await continueBatch(portal, clinic.secondOfficer, id)).toBe(false)
    await continueBatch(portal, clinic.officer, id)
    expect(await batchOf(portal, clinic.officer, id)).toMatchObject({ total: names.length, waiting: 5, done: portion - 1, refused: 1 })
    await Promise.all([continueBatch(portal, clinic.officer, id), continueBatch(portal, clinic.officer, id)])
    const over = await batchOf(portal, clinic.officer, id)
    expect(over).toMatchObject({ waiting: 0, done: names.length - 1, refused: 1 })
    expect(over?.rows.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      caseId: 'copy-003',
      words: expect.stringContaining('已由'),
    })
    expect(await portal.read.holding.history('copy-020')).toHaveLength(1)
    expect(await batchOf(portal, clinic.secondOfficer, id)).toBeUndefined()
  })
})

describe('work on many cases at once', () => {
  it('accepts what may be accepted with one opinion, and says of each other case why not', async () => {
    const core = await openCore()
    const { portal, clinic } = core
    await anApplication(core, { stage: 'submitted' })
    const { secondOfficer } = clinic
    const [changed, suspected, held] = ['copy-changed', 'copy-suspected', 'copy-held'] as const
    const file = await core.fileOf(ids.application)
    await portal.unit.inTransaction(async (tx) => {
      for (const id of [changed, suspected, held]) await tx.caseFiles.insert({ ...file, id, site_id: null, title: id })
    })
    unwrap(await addNote(portal, 'note', { actor: secondOfficer, caseId: suspected, input: { text: '证书编号存疑', isSuspicion: 'yes' } }))
    await claim(core, secondOfficer, held)
    const visitor = await (await serveCases(core)).visit('officer-370502')
    const chosen = [ids.application, changed, suspected, held]
    const path = `/desk/batches/new?do=accept&${chosen.map((id) => `case=${id}`).join('&')}`
    const form = await visitor.get(path)
    expect(form.text).toContain(`不能受理：由${secondOfficer.name}承办`)
    const revisions = Object.fromEntries(chosen.map((id) => [`revision.${id}`, id === changed ? '0' : '1']))
    const fields = { ...hiddenOf(form), ...revisions, task: 'accept', opinion: '材料齐全，予以受理。', case: chosen }
    const post = (more: Record<string, string>) => visitor.post(path, { ...fields, ...more })
    const unchecked = await post({})
    expect([unchecked.status, unchecked.text.includes('请先逐件核对材料')]).toEqual([422, true])
    const done = await post({ checked: 'yes' })
    expect(done.status).toBe(303)
    const result = (await visitor.get(done.headers.location ?? '')).text
    for (const words of [
      '1 件已办理，3 件没有办理',
      '该事项已有新的进展',
      '有1条线索还没有核实',
      `由${secondOfficer.name}承办，请由承办人审查`,
    ])
      expect(result).toContain(words)
    expect(await core.stageOf(ids.application)).toBe('queued')
    expect(await core.stageOf(suspected)).toBe('submitted.clock.inTime submitted.examination.byOfficer')
    expect((await post({ checked: 'yes' })).headers.location).toBe(done.headers.location)
  })

  it('hands everything of an absent officer over, by the officer or a head, and nothing of another agency', async () => {
    const core = await openCore()
    const { portal, clinic, pharmacy } = core
    await anApplication(core, { stage: 'submitted' })
    await anApplication(core, { stage: 'submitted', party: pharmacy })
    const names = await copies(core, 2)
    for (const caseId of names) await claim(core, clinic.officer, caseId)
    const visitor = await (await serveCases(core)).visit('head-370502')
    expect((await visitor.get('/desk')).text).toContain(`holder=${clinic.officer.id}`)
    const form = await visitor.get(`/desk/batches/new?do=handOver&all=1&view=all&holder=${clinic.officer.id}`)
    for (const id of names) expect(form.text).toContain(`value="${id}"`)
    expect(form.text).not.toContain(`value="${ids.application}"`)
    const ticked = [...names, 'pharmacy-1'].map((caseId) => ({ caseId, revision: 1 }))
    const input = { task: 'handOver', toId: clinic.secondOfficer.id, reason: '病假' }
    unwrap(await startBatch(portal, clinic.head, { id: 'absence', input, ticked }))
    await continueBatch(portal, clinic.head, 'absence')
    expect(await batchOf(portal, clinic.head, 'absence')).toMatchObject({ total: 2, done: 2 })
    for (const id of names) expect((await portal.read.holding.find(id))?.name).toBe(clinic.secondOfficer.name)
    expect(await portal.read.holding.find('pharmacy-1')).toBeUndefined()
    const fault = await startBatch(portal, clinic.head, { id: 'no-reason', input: { ...input, reason: '' }, ticked })
    expect(fault).toMatchObject({ ok: false, refusal: { issues: { reason: [expect.any(String)] } } })
    expect(await startBatch(portal, clinic.head, { id: 'accept', input: { task: 'accept' }, ticked })).toMatchObject({ ok: false })
    expect(mostInBatch).toBeGreaterThan(portion)
  })
})

describe('saved filters', () => {
  it('are kept under a name for one account, replaced by the same name, and deleted', async () => {
    const core = await openCore()
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    await officer.get('/desk')
    const save = (name: string, query: string) => officer.post('/desk', { intent: 'saveFilter', name, query })
    expect((await save('', 'view=overdue')).text).toMatch(/role="alert".*请给这个筛选起个名字/s)
    expect((await save('逾期受理', 'view=overdue&stage=submitted&page=4&evil=<x>')).status).toBe(303)
    expect((await officer.get('/desk')).text).toContain('href="/desk?view=overdue&amp;stage=submitted"')
    await save('逾期受理', 'view=soon')
    const [saved, ...more] = await core.portal.read.savedFilters.ofAccount(core.clinic.officer.id)
    expect([saved?.query, more]).toEqual(['view=soon', []])
    const colleague = await visit('officer2-370502')
    expect((await colleague.get('/desk')).text).not.toContain('逾期受理')
    await colleague.post('/desk', { intent: 'removeFilter', id: saved?.id ?? '' })
    expect(await core.portal.read.savedFilters.ofAccount(core.clinic.officer.id)).toHaveLength(1)
    await officer.post('/desk', { intent: 'removeFilter', id: saved?.id ?? '' })
    expect((await officer.get('/desk')).text).not.toContain('逾期受理')
  })
})
