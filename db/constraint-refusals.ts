import type { Refusal } from '#workflows/domain/refusal'

/**
 * What a broken unique index means in words. Every command looks before it writes; only a rival in the same instant, on
 * another connection, gets as far as an index. Key: the name of the index; `columns`: how SQLite names it.
 */
const uniqueIndexes: Readonly<Record<string, { columns: string; refusal: Refusal }>> = {
  case_file_pkey: { columns: 'case_file.id', refusal: { code: 'staleRevision', current: -1 } },
  case_file_one_open_application: {
    columns: 'case_file.site_id',
    refusal: { code: 'invalidInput', issues: { '': ['该执业地点已有正在办理的申请，办结或者撤回以后才能再次提交'] } },
  },
  case_event_command_id_key: { columns: 'case_event.command_id', refusal: { code: 'commandIdReused' } },
  case_event_revision: { columns: 'case_event.case_id, case_event.revision', refusal: { code: 'staleRevision', current: -1 } },
  case_event_one_supplement: { columns: 'case_event.case_id', refusal: { code: 'notAllowedNow', stage: '' } },
  confidential_record_pkey: { columns: 'confidential_record.id', refusal: { code: 'commandIdReused' } },
  checkpoint_pkey: { columns: 'checkpoint.number', refusal: { code: 'staleRevision', current: -1 } },
  application_draft_one_open: {
    columns: 'application_draft.site_id',
    refusal: { code: 'invalidInput', issues: { '': ['该执业地点已有填写中的申请，请从“我的事项”继续填写'] } },
  },
  account_login_key: {
    columns: 'account.login',
    refusal: { code: 'invalidInput', issues: { login: ['这个登录账号已经有人使用，请换一个'] } },
  },
  institution_member_pk: {
    columns: 'institution_member.institution_id, institution_member.account_id',
    refusal: { code: 'invalidInput', issues: { login: ['这个账号已经属于本单位'] } },
  },
  rule_change_one_proposal: {
    columns: 'rule_change.kind, rule_change.subject',
    refusal: { code: 'invalidInput', issues: { year: ['这一年已有一份安排等待核对，请先确认或者退回那一份'] } },
  },
  institution_uscc_key: {
    columns: 'institution.uscc',
    refusal: { code: 'invalidInput', issues: { uscc: ['这个统一社会信用代码已经登记，请用原账号登录'] } },
  },
}

const postgresUnique = '23505'
const postgresPassing = new Set(['40001', '40P01'])
const sqliteUnique = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** The refusal that a broken unique index stands for, on either database; undefined for every other error. */
export function refusalOfConstraint(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined
  if (codeOf(error) === postgresUnique && 'constraint' in error) return uniqueIndexes[String(error.constraint)]?.refusal
  if (!sqliteUnique.has(String(codeOf(error)))) return undefined
  const columns = error.message.replace(/^UNIQUE constraint failed: /, '')
  return Object.values(uniqueIndexes).find((index) => index.columns === columns)?.refusal
}

/** Whether PostgreSQL gave the transaction up for another one (deadlock, serialisation); the same work may be tried again. */
export function gaveWay(error: unknown): boolean {
  return postgresPassing.has(String(codeOf(error)))
}
