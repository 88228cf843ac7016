import { findDraftPage, pageOfSection } from '#app/forms/application-draft-pages'
import type { Problem } from '#app/forms/application-draft-problems'
import { fieldName } from '#app/http/field-paths'
import { refusalView } from '#app/http/refusal'
import type { Actor } from '#workflows/access/authorise'
import type { CounterPaper } from '#workflows/commands/counter'
import { ApplicationSectionId } from '#workflows/domain/application-form'
import { getApplicationSection } from '#workflows/domain/application-sections'
import { findMaterial } from '#workflows/domain/materials'
import { materialsListOn } from '#workflows/domain/materials-list'
import type { Refusal } from '#workflows/domain/refusal'
import { materialsOf, missingOf } from './attachments-store.server'
import { chosenServices, type Draft, itemsOf } from './drafts.server'
import { judgeForm, labelOf, pageStates } from './institution-answers.server'
import { foldUnanswered, judgeScores } from './institution-scores.server'
import { keepSubmitted } from './library/papers.server'
import type { Portal } from './portal.server'

export type Submitted =
  | { readonly ok: true; readonly caseId: string }
  | { readonly ok: false; readonly status: number; readonly title: string; readonly advice: string; readonly problems: readonly Problem[] }

const fewMissing = 5

/**
 * Everything that stands in the way of sending a draft, in the order of its screens; empty when it can be sent. What
 * was never begun is one line, not one for each of its questions.
 */
export function problemsOf(draft: Draft): readonly Problem[] {
  const untouched = pageStates(draft).filter(({ state }) => state === 'empty')
  const isUntouched = (name: string) => untouched.some(({ id }) => pageOfSection(name.split('.')[0] ?? '')?.id === id)
  const form = Object.entries(judgeForm(draft).errors).filter(([name]) => !isUntouched(name))
  return [
    ...untouched.flatMap(({ id }): Problem[] => {
      const page = findDraftPage(id)
      return page === undefined ? [] : [{ place: page.title, message: '还没有填写', path: firstField(page.sections[0]), step: 'page' }]
    }),
    ...problemsAt(draft, Object.fromEntries(form)),
    ...scoreProblems(draft),
    ...materialProblems(draft),
  ]
}

const firstField = (section: ApplicationSectionId | undefined): string => {
  const [field] = section === undefined ? [] : getApplicationSection(section).fields
  return `${section}.${field?.name}`
}

function scoreProblems(draft: Draft): readonly Problem[] {
  if (chosenServices(draft).length === 0) return []
  const { errors, folded } = foldUnanswered(draft, judgeScores(draft).missing)
  const [first] = folded
  const lines = problemsAt(draft, errors)
  return first === undefined
    ? lines
    : [...lines, { place: '自评', message: `还有 ${folded.length} 项没有填写`, path: first, step: 'self-evaluation' }]
}

function materialProblems(draft: Draft): readonly Problem[] {
  const missing = chosenServices(draft).length === 0 ? [] : missingOf(draft)
  const [first] = missing
  if (first !== undefined && missing.length > fewMissing)
    return [{ place: '材料', message: `还差 ${missing.length} 项必交材料`, path: `material.${first.id}`, step: 'materials' }]
  return missing.map(({ id, title }) => ({ place: title, message: '请上传', path: `material.${id}`, step: 'materials' }))
}

/**
 * Sends a draft through the one door. The case bears the draft's id, so that sending twice cannot make two cases.
 * @param counter the paper in hand, when an officer sends it
 */
export async function submitDraft(
  portal: Portal,
  actor: Actor,
  draft: Draft,
  commandId: string | undefined,
  counter?: CounterPaper,
): Promise<Submitted> {
  const problems = problemsOf(draft)
  const { form } = judgeForm(draft)
  if (problems.length > 0 || form === undefined)
    return { ok: false, status: 422, title: '还不能提交', advice: '请逐项更正后再提交，已填写的内容和已上传的文件没有丢失。', problems }
  if (commandId === undefined) return refused(draft, { code: 'commandIdReused' })
  if (await isSiteBusy(portal, draft)) return siteBusy
  const input = {
    siteId: draft.site.id,
    form,
    selfEvaluation: [...judgeScores(draft).entries],
    materials: materialsOf(draft)
      .filter(({ files }) => files.length > 0)
      .map(({ id, files }) => ({ materialId: id, files: files.map(({ file_name, digest }) => ({ name: file_name, digest })) })),
    materialsListVersion: materialsListOn(draft.today).id,
    ...(counter === undefined ? {} : { counter }),
  }
  const outcome = await portal
    .dispatch({ command: 'submitApplication', caseId: draft.id, expectedRevision: 0, commandId, actor, input })
    .catch(async (error: unknown) => {
      // Two drafts of one site sent in the same moment: the database lets only one application be open.
      if (await isSiteBusy(portal, draft)) return undefined
      throw error
    })
  if (outcome === undefined) return siteBusy
  if (!outcome.ok) return refused(draft, outcome.refusal)
  await keepSubmitted(portal, actor, draft, form)
  await portal.settle()
  return { ok: true, caseId: outcome.value.caseId }
}

const siteBusy: Submitted = {
  ok: false,
  status: 409,
  title: '这个执业地点已有申请正在办理',
  advice: '依据第八条，每个执业地点单独申请，一次只能办理一件。请在“我的事项”中查看正在办理的申请；它办结以后可以再提交这份草稿。',
  problems: [],
}

async function isSiteBusy(portal: Portal, draft: Draft): Promise<boolean> {
  const open = await portal.read.caseFiles.list({ machine: 'application', siteId: draft.site.id, status: 'active' })
  return open.some((file) => file.id !== draft.id)
}

function refused(draft: Draft, refusal: Refusal): Submitted {
  const { status, title, advice, issues } = refusalView(refusal)
  return { ok: false, status, title, advice, problems: problemsAt(draft, issues) }
}

const orderOf = ['page', 'self-evaluation', 'materials', 'site'] as const

/** Turns errors by field name, of our pages or of the command, into lines with the place where each is corrected. */
export function problemsAt(draft: Draft, errors: Readonly<Record<string, readonly string[]>>): readonly Problem[] {
  const problems = Object.entries(errors).flatMap(([name, messages]) => messages.map((message) => problemAt(draft, name, message)))
  return [...problems].sort((a, b) => orderOf.indexOf(a.step) - orderOf.indexOf(b.step))
}

function problemAt(draft: Draft, name: string, message: string): Problem {
  // The command's own issues are named from its input: form.staff.practitioners.2.name.
  const path = fieldName(name.replace(/^form\./, ''))
  const [section = ''] = path.split('.')
  if (/^(score|veto|reason|notApplicable)$/.test(section)) {
    const itemId = path.slice(section.length + 1)
    return { place: `${itemId} ${itemsOf(draft).find(({ id }) => id === itemId)?.title ?? ''}`, message, path, step: 'self-evaluation' }
  }
  if (section === 'selfEvaluation') return { place: '自评', message, path, step: 'self-evaluation' }
  if (section === 'material' || section === 'materials')
    return { place: findMaterial(path.slice('material.'.length))?.title ?? '材料', message, path, step: 'materials' }
  const sectionId = ApplicationSectionId.safeParse(section)
  if (!sectionId.success) return { place: section === 'institution' ? '申请单位' : '执业地点', message, path, step: 'site' }
  const { section: title, label } = labelOf(path)
  return { place: `${title}：${label}`, message, path, step: 'page' }
}
