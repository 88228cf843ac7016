import type { Answers, Row } from './row'
import { admins, outsiders } from './viewers'

const cityStaff = ['cityOfficer', 'cityHead'] as const
const forCity = (allowed: 'seen' | 'heard'): Answers => ({ [allowed]: cityStaff, signIn: outsiders, forbidden: 'rest' })

/** One calendar for all counties: the city agency loads and confirms it, the administrators look on (第四条). */
export const calendarRows: readonly Row[] = [
  {
    route: 'desk/calendar',
    at: 'inForce',
    get: { answers: { seen: [...cityStaff, ...admins], signIn: outsiders, forbidden: 'rest' } },
    post: [{ form: { year: '2026', source: '', days: '2026-01-01 休' }, answers: forCity('heard'), heard: [422] }],
  },
  {
    route: 'desk/calendar/:changeId',
    at: 'inForce',
    path: '/desk/calendar/{calendarChange}',
    get: { answers: forCity('seen') },
    post: [
      {
        task: 'confirm',
        form: { _task: 'confirm', seen: 'another list' },
        harmless: { _task: 'confirm', seen: '' },
        answers: forCity('heard'),
        heard: [422],
      },
      {
        task: 'drop',
        form: { _task: 'drop', reason: '与公布的文件不一致' },
        harmless: { _task: 'drop', reason: '' },
        answers: forCity('heard'),
        heard: [422],
      },
    ],
  },
  {
    // The list names cases of every county.
    route: 'desk/rules/:caseId/dry-run',
    at: 'inForce',
    path: '/desk/rules/{rules}/dry-run',
    get: { answers: forCity('seen') },
  },
]
