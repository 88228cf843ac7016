import { type DocumentAudience, documentAudience } from '#workflows/domain/document-audience'
import type { Answers, Row } from './row'
import { city, handling, members, outsiders, type Viewer, viewers } from './viewers'

const staff = [...handling, ...city, 'auditAdmin'] as const satisfies Viewer[]

/** Those for whom a document is made; the agency, the city, the department and the auditors read every one. */
const readers = (panel: readonly Viewer[]): Record<DocumentAudience, Answers> => ({
  public: { seen: viewers },
  institution: { seen: [...staff, 'ownApplicant', ...panel], signIn: outsiders, unknown: 'rest' },
  // What an objector wrote and what the department remarked reach neither the institution nor its panel.
  objector: { seen: staff, signIn: outsiders, unknown: 'rest' },
  authority: { seen: staff, signIn: outsiders, unknown: 'rest' },
})

/** Every kind of document on the application, whose panel reads it with the declaration, and on the agreement, which has no panel. */
const subjects = {
  application: { at: 'underEvaluation', readers: readers(['clearedMember']) },
  agreement: { at: 'inForce', readers: readers([]) },
} as const

export const documentRows: readonly Row[] = [
  ...(['application', 'agreement'] as const).flatMap((subject) =>
    Object.entries(documentAudience).map(
      ([kind, audience]): Row => ({
        route: 'documents/:id',
        at: subjects[subject].at,
        path: `/documents/{paper_${subject}_${kind}}`,
        get: { answers: subjects[subject].readers[audience] },
      }),
    ),
  ),
  { route: 'documents/:id', path: '/documents/never-issued', get: { answers: { signIn: outsiders, unknown: 'rest' } } },
  // The agreement itself was issued by the application: all of its panel declared.
  {
    route: 'documents/:id',
    at: 'inForce',
    path: '/documents/{serviceAgreement}',
    get: { answers: { seen: [...staff, 'ownApplicant', ...members], signIn: outsiders, unknown: 'rest' } },
  },
]
