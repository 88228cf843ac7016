// Who gets what at every address. A new route in app/routes.ts needs a row here, in the file of its surface:
// `get.answers` when it has a loader, one entry of `post` for each form; every viewer under one answer, 'rest' for the others.
import type { Row } from './row'
import { calendarRows } from './table-calendar'
import { caseRows } from './table-case'
import { changeRows } from './table-change'
import { deskRows } from './table-desk'
import { documentRows } from './table-documents'
import { endingRows } from './table-ending'
import { adminRows, fieldRows } from './table-field-admin'
import { draftRows, memberRows } from './table-institution'
import { ledgerRows } from './table-ledger'
import { lifeRows } from './table-life'
import { listRows } from './table-list'
import { publicRows } from './table-public'
import { ruleRows } from './table-rules'

export const rows: readonly Row[] = [
  ...publicRows,
  ...calendarRows,
  ...documentRows,
  ...draftRows,
  ...memberRows,
  ...caseRows,
  ...changeRows,
  ...endingRows,
  ...lifeRows,
  ...deskRows,
  ...ledgerRows,
  ...listRows,
  ...ruleRows,
  ...fieldRows,
  ...adminRows,
]
