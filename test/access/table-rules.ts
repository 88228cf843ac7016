import type { Row } from './row'
import { stamp } from './table-case'
import { heads, officers, outsiders, viewers } from './viewers'

const staff = [...officers, ...heads]
const cityStaff = ['cityOfficer', 'cityHead'] as const
const counties = ['officer', 'otherOfficer', 'head', 'otherHead'] as const
const cityPage = { seen: cityStaff, signIn: outsiders, forbidden: 'rest' } as const
/** What is not published is unknown to the counties. */
const cityDraft = { seen: cityStaff, unknown: counties, signIn: outsiders, forbidden: 'rest' } as const

/** Versions of the rules: drawn up at the city agency, read by every agency once published, and by everybody in the guide. */
export const ruleRows: readonly Row[] = [
  { route: 'guide/rules', get: { answers: { seen: viewers } } },
  { route: 'desk/rules', at: 'inForce', get: { answers: { seen: staff, signIn: outsiders, forbidden: 'rest' } } },
  {
    route: 'desk/rules/new',
    at: 'inForce',
    get: { answers: cityPage },
    post: [
      {
        form: { ...stamp, basedOn: '', code: '', version: '', title: '', effectiveFrom: '' },
        answers: { heard: cityStaff, signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  {
    route: 'desk/rules/overrides/new',
    at: 'inForce',
    get: { answers: cityPage },
    post: [
      {
        form: { ...stamp, policyId: '', firstDay: '', lastDay: '', basis: '', reason: '' },
        answers: { heard: cityStaff, signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  { route: 'desk/rules/:caseId', at: 'inForce', path: '/desk/rules/{rules}', get: { answers: cityDraft } },
  {
    route: 'desk/rules/:caseId',
    at: 'inForce',
    path: '/desk/rules/{publishedRules}',
    get: { answers: { seen: staff, signIn: outsiders, forbidden: 'rest' } },
  },
  {
    route: 'desk/rules/:caseId/values/:part',
    at: 'inForce',
    path: '/desk/rules/{rules}/values/deadline?key=filing',
    get: { answers: cityDraft },
    post: [
      {
        form: { ...stamp, 'change.part': 'clauses', 'change.clauseSetVersion': 'service-agreement@2016-draft.1' },
        answers: { heard: cityStaff, unknown: counties, signIn: outsiders, forbidden: 'rest' },
      },
    ],
  },
]
