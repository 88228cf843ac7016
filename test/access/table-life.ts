import type { Row } from './row'
import { outsiders, type Viewer } from './viewers'

const note = { note: '6月3日双方联调，情况正常' }
const reason = { reason: '经核对，情况属实，予以办理' }
const both = ['ownApplicant', 'officer'] as const

/** The commands on an agreement in force and on its renewal: who may give them, and a form as that person would fill it in. */
export const lifeCommandRows = {
  applyForRenewal: {
    subject: 'agreement',
    may: both,
    form: { services: 'general_outpatient', unreportedChanges: 'none' },
    isMultipart: true,
  },
  passConnectionTest: { subject: 'agreement', may: ['officer'], form: note },
  failConnectionTest: { subject: 'agreement', may: ['officer'], form: note },
  recordLicence: { subject: 'agreement', may: both, form: { expiresOn: '2031-05-10' }, isMultipart: true },
  noteLicenceProof: { subject: 'agreement', may: both, form: note, isMultipart: true },
  holdSettlement: { subject: 'agreement', may: ['officer'], form: reason, isMultipart: true },
  releaseSettlement: { subject: 'agreement', may: ['officer'], form: reason },
  requestSuspension: { subject: 'agreement', may: ['ownApplicant'], form: reason },
  approveSuspension: { subject: 'agreement', may: ['head'], form: { from: '2030-01-01', opinion: '同意中止' } },
  declineSuspension: { subject: 'agreement', may: ['head'], form: reason },
  resumeAgreement: { subject: 'agreement', may: both, form: note, isMultipart: true },
  recordGrade: { subject: 'agreement', may: ['officer'], form: { year: '2025', grade: 'A', isFinal: 'yes', source: '年度考核通报' } },
  transferPatients: { subject: 'agreement', may: ['officer'], form: note },
  holdForAssessment: { subject: 'renewal', may: ['officer'], form: { note: '等待上一年度考核结果' } },
  concludeRenewalReview: { subject: 'renewal', may: ['officer'], form: { licencesValid: 'yes', opinion: '符合续签条件' } },
  offerRenewal: { subject: 'renewal', may: ['officer'], form: { services: 'general_outpatient', remark: '' } },
  commentRenewal: { subject: 'renewal', may: ['ownApplicant'], form: { comment: '第三条请再核对' } },
  proposeRenewalRefusal: { subject: 'renewal', may: ['officer'], form: { ground: 'other', facts: '经核实，不再具备条件' } },
  returnRenewalRefusal: { subject: 'renewal', may: ['head'], form: reason },
  refuseRenewal: { subject: 'renewal', may: ['head'], form: { opinion: '同意不予续签' } },
  withdrawRenewal: { subject: 'renewal', may: ['ownApplicant'], form: { reason: '不再续签', understood: 'yes' } },
} as const satisfies Record<
  string,
  { subject: 'agreement' | 'renewal'; may: readonly Viewer[]; form: Readonly<Record<string, string>>; isMultipart?: true }
>

/** The agreement as it reads today: for its party, and for the desks that may read it. */
export const lifeRows: readonly Row[] = [
  {
    route: 'my/agreements/:caseId',
    at: 'inForce',
    path: '/my/agreements/{agreement}',
    get: { answers: { seen: ['ownApplicant'], unknown: ['otherApplicant'], signIn: outsiders, forbidden: 'rest' } },
  },
  {
    route: 'desk/agreements/:caseId',
    at: 'inForce',
    path: '/desk/agreements/{agreement}',
    get: {
      answers: {
        seen: ['officer', 'head', 'cityOfficer', 'cityHead'],
        unknown: ['otherOfficer', 'otherHead'],
        signIn: outsiders,
        forbidden: 'rest',
      },
    },
  },
]
