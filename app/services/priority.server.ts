import type { HandedInFile } from '#app/view/case-view'
import type { CaseEvent } from '#db/repositories/event-log'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { findMaterial } from '#workflows/domain/materials'
import { type PriorityClass, priorityOf, priorityTitles } from '#workflows/policy/ranking'
import { fileHref, submittedMaterials } from './case/record.server'

/** The papers that a class of 第五条（二） rests on. */
const evidence = new Set(['priority', 'gradeCertificate'])

export type PriorityView = { class: PriorityClass; title: string; files: (HandedInFile & { material: string })[] }

/** The class of 第五条（二） that an application has shown, with its papers; null when it has shown none. */
export function priorityView(caseId: string, facts: ApplicationFacts, events: readonly CaseEvent[]): PriorityView | null {
  const { submission, site } = facts
  if (submission === null) return null
  const papers = submittedMaterials(events).map(({ material }) => material)
  const found = priorityOf({ kind: site.kind, form: submission.form, materials: papers.map(({ materialId }) => materialId) })
  if (found === null) return null
  const files = papers
    .filter(({ materialId }) => evidence.has(materialId))
    .flatMap((paper) =>
      paper.files.map(({ name, digest }) => ({
        name,
        href: fileHref(caseId, digest),
        material: findMaterial(paper.materialId)?.title ?? paper.materialId,
      })),
    )
  return { class: found, title: priorityTitles[found], files }
}
