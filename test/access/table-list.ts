import type { Row } from './row'
import { stamp } from './table-case'
import { authorities, heads, officers, outsiders, viewers } from './viewers'

/** The city's list (第九条（五）), the register of filings (第十一条) and what an objector is given (第九条（四）). */
export const listRows: readonly Row[] = [
  {
    route: 'desk/list',
    at: 'inForce',
    get: {
      answers: { seen: [...officers, ...heads], signIn: outsiders, forbidden: 'rest' },
      hides: { case: ['otherOfficer', 'otherHead'] },
    },
    post: [
      {
        form: { ...stamp, additions: '{agreement}' },
        // The agreement stands on a draft already: nothing is drawn up.
        answers: { heard: ['cityOfficer'], signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  {
    route: 'oversight',
    at: 'inForce',
    path: '/oversight?view=all',
    get: { answers: { seen: authorities, signIn: outsiders, forbidden: 'rest' }, hides: { case: ['otherAuthority', 'cityAuthority'] } },
  },
  {
    route: 'oversight.xlsx',
    at: 'inForce',
    get: { answers: { seen: authorities, signIn: outsiders, forbidden: 'rest' }, hides: { case: ['otherAuthority', 'cityAuthority'] } },
  },
  {
    route: 'notices/:documentId/object/:caseId/receipt/:commandId/documents/:paperId',
    at: 'publicNotice',
    path: '/notices/{publicNotice}/object/{application}/receipt/{objection}/documents/{objectionReceipt}',
    get: { answers: { seen: viewers }, hides: { objector: viewers } },
  },
  // The address of one receipt opens no other document, and no receipt opens without it.
  {
    route: 'notices/:documentId/object/:caseId/receipt/:commandId/documents/:paperId',
    at: 'publicNotice',
    path: '/notices/{publicNotice}/object/{application}/receipt/{objection}/documents/{evaluationForm}',
    get: { answers: { unknown: viewers } },
  },
  {
    route: 'notices/:documentId/object/:caseId/receipt/:commandId/documents/:paperId',
    at: 'publicNotice',
    path: '/notices/{publicNotice}/object/{application}/receipt/no-such-objection/documents/{objectionReceipt}',
    get: { answers: { unknown: viewers } },
  },
]
