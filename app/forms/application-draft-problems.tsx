import { fieldId } from '#app/components/form-reply'
import { draftHref, pageOfSection } from './application-draft-pages'

/** One thing to correct before a draft can be sent: where it is asked, the sentence, and the field's name. */
export type Problem = {
  readonly place: string
  readonly message: string
  readonly path: string
  readonly step: 'page' | 'self-evaluation' | 'materials' | 'site'
}

/** The address of the field that a problem names. */
export function problemHref(draftId: string, { path, step }: Problem): string {
  if (step === 'site') return '/my'
  const page = step === 'page' ? pageOfSection(path.split('.')[0] ?? '')?.id : step
  return `${draftHref(draftId, page)}#${fieldId(path)}`
}

/** What has to be corrected on other screens, each line a link to its field. */
export const ProblemList = ({ draftId, problems }: { draftId: string; problems: readonly Problem[] }) => (
  <ul className="mt-2 divide-y divide-line-200">
    {problems.map((problem) => (
      <li key={`${problem.path}:${problem.message}`}>
        <a href={problemHref(draftId, problem)} className="flex min-h-target flex-wrap items-center gap-x-2 py-1">
          <span className="font-bold">{problem.place}</span>
          <span>{problem.message}</span>
        </a>
      </li>
    ))}
  </ul>
)
