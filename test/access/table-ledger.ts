import type { Row } from './row'
import { stamp } from './table-case'
import { heads, officers, outsiders } from './viewers'

/** The ledger of 第十条: all agencies read it, each enters facts of its own. */
export const ledgerRows: readonly Row[] = [
  {
    route: 'desk/ledger',
    at: 'inForce',
    get: {
      answers: { seen: [...officers, ...heads], signIn: outsiders, forbidden: 'rest' },
      // What nobody has confirmed is the business of the agency that entered it.
      hides: { case: ['otherOfficer', 'otherHead', 'cityOfficer', 'cityHead'] },
    },
  },
  {
    route: 'desk/ledger.xlsx',
    at: 'inForce',
    get: {
      answers: { seen: [...officers, ...heads], signIn: outsiders, forbidden: 'rest' },
      hides: { case: ['otherOfficer', 'otherHead', 'cityOfficer', 'cityHead'] },
    },
  },
  // Licences are watched across agencies: each reads of all that run.
  {
    route: 'desk/ledger/licences',
    at: 'inForce',
    get: { answers: { seen: [...officers, ...heads], signIn: outsiders, forbidden: 'rest' } },
  },
  {
    route: 'desk/ledger/licences.xlsx',
    at: 'inForce',
    get: { answers: { seen: [...officers, ...heads], signIn: outsiders, forbidden: 'rest' } },
  },
  {
    route: 'desk/ledger/new',
    at: 'inForce',
    path: '/desk/ledger/new?uscc=91370502MA3C7K4M5B',
    get: { answers: { seen: officers, signIn: outsiders, forbidden: 'rest' } },
    post: [
      {
        form: { ...stamp, uscc: '91370502MA3C7K4M5B', name: '东营某大药房', scope: 'entity', cause: '', decidedOn: '', facts: '' },
        answers: { heard: officers, signIn: outsiders, forbidden: 'rest' },
        heard: [409, 422],
      },
    ],
  },
]
