import type { Answers, Get, Post, Row } from './row'
import { applicants, outsiders } from './viewers'

/** A draft is its institution's alone: nobody at the agency knows of it before it is sent. */
const ownDraft = (own: 'seen' | 'heard'): Answers => ({
  [own]: ['ownApplicant'],
  signIn: outsiders,
  unknown: ['otherApplicant'],
  forbidden: 'rest',
})
const page: Get = { answers: ownDraft('seen') }
const form = (fields: Record<string, string>, rest: Partial<Post> = {}): readonly Post[] => [
  { form: fields, answers: ownDraft('heard'), ...rest },
]

export const draftRows: readonly Row[] = [
  { route: 'my/apply/:draftId', path: '/my/apply/{draft}', get: page },
  {
    route: 'my/apply/:draftId/:section',
    path: '/my/apply/{draft}/licences',
    get: page,
    post: form({ 'entity.ownership': 'private', intent: 'later' }, { heard: [303] }),
  },
  {
    route: 'my/apply/:draftId/self-evaluation',
    path: '/my/apply/{draft}/self-evaluation',
    get: page,
    post: form({ 'score.M-B01': '1' }, { heard: [303, 422] }),
  },
  {
    route: 'my/apply/:draftId/materials',
    path: '/my/apply/{draft}/materials',
    get: page,
    post: form({ remove: '{attachment}' }, { isMultipart: true, harmless: { remove: 'none' }, heard: [303] }),
  },
  {
    route: 'my/apply/:draftId/check',
    path: '/my/apply/{draft}/check',
    get: page,
    post: form({ truthful: 'on', _commandId: '{newId}' }, { harmless: { truthful: '' }, heard: [422] }),
  },
]

const ownPeople: Answers = { seen: ['ownApplicant'], signIn: outsiders, unknown: ['otherApplicant'], forbidden: 'rest' }
const heardPeople: Answers = { heard: ['ownApplicant'], signIn: outsiders, unknown: ['otherApplicant'], forbidden: 'rest' }

/** People, papers and the password of those who act for an institution; another institution's are unknown. */
export const memberRows: readonly Row[] = [
  { route: 'my/people', get: { answers: { seen: applicants, signIn: outsiders, forbidden: 'rest' }, hides: { case: ['otherApplicant'] } } },
  {
    route: 'my/people',
    path: '/my/people?institution={institution}',
    get: { answers: ownPeople },
    // Nobody of the institution waits with an unused password.
    post: [{ form: { accountId: 'account-clinic' }, answers: { unknown: applicants, signIn: outsiders, forbidden: 'rest' } }],
  },
  {
    route: 'my/people/new',
    path: '/my/people/new?institution={institution}',
    get: { answers: ownPeople },
    post: [
      {
        form: { how: 'new', login: 'new.person', ownName: '新来者' },
        harmless: { login: '' },
        isMultipart: true,
        answers: heardPeople,
        heard: [422],
      },
    ],
  },
  {
    route: 'my/people/:accountId',
    path: '/my/people/account-clinic?institution={institution}',
    get: { answers: ownPeople },
    post: [{ form: { scope: 'all', validUntil: '' }, isMultipart: true, answers: heardPeople, heard: [422] }],
  },
  {
    route: 'my/papers',
    path: '/my/papers?institution={institution}',
    get: { answers: ownPeople },
    post: [{ form: { materialId: 'identity' }, isMultipart: true, answers: heardPeople, heard: [422] }],
  },
  {
    route: 'my/password',
    get: { answers: { seen: applicants, signIn: outsiders, forbidden: 'rest' } },
    post: [{ form: {}, answers: { heard: applicants, signIn: outsiders, forbidden: 'rest' }, heard: [422] }],
  },
]
