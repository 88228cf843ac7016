import type { Answers, Post, Row } from './row'
import { stamp } from './table-case'
import { admins, evaluators, members, outsiders } from './viewers'

/** A page of the field: the panel's alone; another evaluator learns nothing of the case. */
const panelOnly = (allowed: 'seen' | 'elsewhere' | 'heard'): Answers => ({
  [allowed]: members,
  signIn: outsiders,
  unknown: ['otherEvaluator'],
  forbidden: 'rest',
})

const score = { 'score.M-B01': '1', 'reason.M-B01': '记录不全' }

export const fieldRows: readonly Row[] = [
  { route: 'field', get: { answers: { seen: evaluators, signIn: outsiders, forbidden: 'rest' }, hides: { case: ['otherEvaluator'] } } },
  {
    route: 'field/:caseId',
    path: '/field/{application}',
    get: { answers: panelOnly('seen'), hides: { contents: ['conflictedMember', 'waitingMember'] } },
    post: [
      {
        task: 'declareConflict',
        form: { ...stamp, _task: 'declareConflict', hasConflict: 'no', note: '' },
        harmless: { hasConflict: '' },
        answers: panelOnly('heard'),
        heard: [422],
      },
      // Without the declaration 409; with it what was typed is kept.
      { task: 'scores', form: { ...stamp, ...score }, answers: panelOnly('heard'), heard: [303, 409] },
    ],
  },
  {
    route: 'field/:caseId/check',
    path: '/field/{application}/check',
    // Nothing is scored yet: the sheet comes first.
    get: { answers: panelOnly('elsewhere') },
    post: [{ form: { ...stamp, confirmed: 'yes' }, harmless: { confirmed: '' }, answers: panelOnly('heard'), heard: [302] }],
  },
  {
    route: 'field/:caseId/draft',
    path: '/field/{application}/draft',
    // A script asks, and needs no more than that nothing was kept: 409 for all who may not score, case or no case.
    post: [{ form: score, answers: { heard: ['clearedMember'], signIn: outsiders, notNow: 'rest' }, heard: [200] }],
  },
]

const adminTask = (may: (typeof admins)[number], post: Omit<Post, 'answers'>): Post => ({
  ...post,
  answers: { heard: [may], signIn: outsiders, forbidden: 'rest' },
})

export const adminRows: readonly Row[] = [
  {
    route: 'admin',
    get: { answers: { seen: admins, signIn: outsiders, forbidden: 'rest' } },
    post: [
      adminTask('auditAdmin', { task: 'verifyLog', form: { task: 'verifyLog' }, heard: [200] }),
      adminTask('securityAdmin', {
        task: 'setStatus',
        form: { task: 'setStatus', account: '{officerAccount}', status: 'disabled' },
        harmless: { status: '' },
        heard: [400],
      }),
    ],
  },
  {
    route: 'admin/accounts/new',
    get: { answers: { seen: ['systemAdmin'], signIn: outsiders, forbidden: 'rest' } },
    post: [
      adminTask('systemAdmin', {
        form: { login: 'intruder', password: '一句自己好记的长密码呀呀', name: '某人', role: 'systemAdmin', agencyId: '', panelRole: '' },
        harmless: { login: '' },
        heard: [422],
      }),
    ],
  },
]
