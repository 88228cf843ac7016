import type { Answers, Row } from './row'
import { applicants, city, handling, outsiders, viewers } from './viewers'

const everyone: Answers = { seen: viewers }
const heardByAll: Answers = { heard: viewers }

/** Pages for everybody, sessions, and files. */
export const publicRows: readonly Row[] = [
  { route: '/', get: { answers: everyone } },
  { route: 'institutions', get: { answers: everyone } },
  { route: 'institutions.xlsx', get: { answers: everyone, hides: { case: viewers } } },
  // Announcements are public; no other document becomes one by being asked for here.
  { route: 'lists/:documentId/list.xlsx', path: '/lists/{applicationReceipt}/list.xlsx', get: { answers: { unknown: viewers } } },
  // Nothing is published yet; the clinic's own clerk reads its name at the top of the page.
  { route: 'notices', get: { answers: everyone, hides: { case: viewers.filter((viewer) => viewer !== 'ownApplicant') } } },
  {
    route: 'notices/:documentId',
    at: 'publicNotice',
    path: '/notices/{publicNotice}',
    get: { answers: everyone, hides: { objector: viewers } },
  },
  // A notice is public; no other document becomes one by being asked for here.
  { route: 'notices/:documentId', path: '/notices/{applicationReceipt}', get: { answers: { unknown: viewers } } },
  {
    route: 'notices/:documentId/object/:caseId',
    at: 'publicNotice',
    path: '/notices/{publicNotice}/object/{application}',
    get: { answers: everyone, hides: { objector: viewers, contents: viewers } },
    post: [{ form: { confirmed: '' }, answers: heardByAll, heard: [422] }],
  },
  {
    route: 'notices/:documentId/object/:caseId/receipt/:commandId',
    at: 'publicNotice',
    path: '/notices/{publicNotice}/object/{application}/receipt/{objection}',
    get: { answers: everyone, hides: { objector: viewers } },
  },
  { route: 'verify', get: { answers: everyone }, post: [{ form: {}, isMultipart: true, answers: heardByAll, heard: [422] }] },
  { route: 'verify/:code', path: '/verify/{applicationReceipt}', get: { answers: everyone } },
  { route: 'text-size/:size', path: '/text-size/large', get: { answers: { elsewhere: viewers } } },
  { route: 'can-i-apply', get: { answers: everyone } },
  { route: 'guide/flow', get: { answers: everyone } },
  { route: 'guide/flow/:machine', path: '/guide/flow/application', get: { answers: everyone } },
  { route: 'guide/materials', get: { answers: everyone } },
  { route: 'guide/calendar', get: { answers: everyone } },
  { route: 'internal/kit', get: { answers: everyone } },

  { route: 'sign-in', get: { answers: everyone }, post: [{ form: { login: '', password: '' }, answers: heardByAll, heard: [422] }] },
  {
    route: 'sign-out',
    get: { answers: { elsewhere: viewers } },
    post: [{ form: {}, answers: heardByAll, heard: [303], endsSession: true }],
  },
  {
    route: 'resume/:heldId',
    path: '/resume/{held}',
    get: { answers: { seen: ['ownApplicant'], signIn: outsiders, unknown: 'rest' } },
  },
  // In the demonstration only: in production these addresses are unknown to all.
  { route: 'demo', get: { answers: everyone } },
  {
    route: 'demo/sign-in',
    get: { answers: { signIn: viewers } },
    post: [{ form: { login: 'nobody-has-this' }, answers: { unknown: viewers } }],
  },
  {
    route: 'demo/time',
    get: { answers: { signIn: outsiders, seen: 'rest' } },
    post: [{ form: { to: '', date: '' }, answers: { signIn: outsiders, heard: 'rest' }, heard: [422] }],
  },

  {
    route: 'attachments/:id',
    path: '/attachments/{attachment}',
    // Of a draft: nobody but its institution, not even the agency that will decide.
    get: { answers: { seen: ['ownApplicant'], signIn: outsiders, unknown: 'rest' } },
  },
  // A file as a page, or as a small picture, is for nobody else than the file.
  ...['page', 'thumbnail'].map(
    (form): Row => ({
      route: 'attachments/:id',
      path: `/attachments/{attachment}?as=${form}`,
      get: { answers: { seen: ['ownApplicant'], signIn: outsiders, unknown: 'rest' } },
    }),
  ),
  // A letter of authority is compared by the agency; a paper of the library is nobody else's before it is handed in.
  {
    route: 'attachments/:id',
    path: '/attachments/{letter}',
    get: { answers: { seen: ['ownApplicant', 'officer', 'head', 'cityOfficer', 'cityHead'], signIn: outsiders, unknown: 'rest' } },
  },
  {
    route: 'attachments/:id',
    path: '/attachments/{libraryPaper}',
    get: { answers: { seen: ['ownApplicant'], signIn: outsiders, unknown: 'rest' } },
  },
  {
    route: 'cases/:caseId/files/:digest',
    path: '/cases/{application}/files/{digest}',
    get: {
      answers: { seen: ['ownApplicant', ...handling, ...city, 'clearedMember', 'auditAdmin'], signIn: outsiders, unknown: 'rest' },
    },
  },
  {
    route: 'cases/:caseId/files/:digest',
    at: 'submitted',
    path: '/cases/{application}/files/{digest}',
    get: { answers: { seen: ['ownApplicant', ...handling, ...city, 'auditAdmin'], signIn: outsiders, unknown: 'rest' } },
  },
  ...['page', 'thumbnail'].flatMap((form): Row[] => [
    {
      route: 'cases/:caseId/files/:digest',
      path: `/cases/{application}/files/{digest}?as=${form}`,
      get: {
        answers: { seen: ['ownApplicant', ...handling, ...city, 'clearedMember', 'auditAdmin'], signIn: outsiders, unknown: 'rest' },
      },
    },
    {
      route: 'cases/:caseId/files/:digest',
      path: `/cases/{round}/files/{digest}?as=${form}`,
      get: { answers: { signIn: outsiders, unknown: 'rest' } },
    },
  ]),
  // The digest of a file that is in another case.
  {
    route: 'cases/:caseId/files/:digest',
    path: '/cases/{round}/files/{digest}',
    get: { answers: { signIn: outsiders, unknown: 'rest' } },
  },
  {
    route: 'my/register',
    get: { answers: { elsewhere: applicants, seen: 'rest' } },
    post: [{ form: {}, answers: { elsewhere: applicants, heard: 'rest' }, heard: [422] }],
  },
  {
    route: 'my',
    get: { answers: { seen: applicants, signIn: outsiders, forbidden: 'rest' }, hides: { case: ['otherApplicant'] } },
    post: [
      {
        form: { siteId: '{site}' },
        answers: { heard: ['ownApplicant'], signIn: outsiders, unknown: ['otherApplicant'], forbidden: 'rest' },
        heard: [303],
      },
    ],
  },
  {
    route: 'my/notifications',
    get: { answers: { signIn: outsiders, seen: 'rest' } },
    post: [
      {
        form: { _task: 'settings', mail: 'turn', quietFrom: '22', quietUntil: '' },
        answers: { signIn: outsiders, heard: 'rest' },
        heard: [422],
      },
    ],
  },
  // Whoever has the address needs no account; nobody else learns that there is one.
  { route: 'calendar/:file', path: `/calendar/${'a'.repeat(43)}.ics`, get: { answers: { unknown: 'rest' } } },
  {
    route: 'my/contact',
    get: { answers: { signIn: outsiders, seen: 'rest' } },
    post: [{ form: { email: 'not an address' }, answers: { signIn: outsiders, heard: 'rest' }, heard: [422] }],
  },
  {
    route: 'my/sites/new',
    get: { answers: { seen: applicants, signIn: outsiders, forbidden: 'rest' }, hides: { case: ['otherApplicant'] } },
    post: [
      {
        form: {
          institutionId: '{institution}',
          name: '新址',
          kind: 'clinic',
          address: '新街1号',
          admdvs: '370502',
          affiliation: 'private',
        },
        harmless: { name: '' },
        // The other institution's clerk is heard, but for the own institution: see below.
        answers: { heard: applicants, signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
]
