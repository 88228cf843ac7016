import type { Refusal } from '#workflows/domain/refusal'

export type RefusalView = {
  status: 403 | 404 | 409 | 422
  /** What happened. */
  title: string
  /** What to do now. */
  advice: string
  /** Errors by field path, when fields are wrong. */
  issues: Readonly<Record<string, readonly string[]>>
}

/** The only map from a refusal to an HTTP status and its sentences. */
export function refusalView(refusal: Refusal): RefusalView {
  return { ...sentencesOf(refusal), issues: refusal.code === 'invalidInput' ? refusal.issues : {} }
}

function sentencesOf(refusal: Refusal): Omit<RefusalView, 'issues'> {
  switch (refusal.code) {
    case 'notFound':
      return { status: 404, title: '没有找到这个事项', advice: '请核对网址；如确有此事项，您可能无权查看。' }
    case 'forbidden':
      return { status: 403, title: '您无权办理这一步', advice: '您的岗位或所属机构不在办理范围内。如确需办理，请联系本单位管理员。' }
    case 'noAuthority':
      return { status: 403, ...authorityWords(refusal) }
    case 'samePerson':
      return {
        status: 403,
        title: '这一步须由另一人办理',
        advice: `依据${refusal.article}，经办与复核不能是同一人。请交由本单位另一名有权人员办理。`,
      }
    case 'staleRevision':
      return {
        status: 409,
        title: '该事项已有新的进展',
        advice: '您填写期间事项发生了变化，提交没有生效。请查看最新情况，确认后再提交；您填写的内容已保留。',
      }
    case 'notAllowedNow':
      return { status: 409, title: '当前阶段不能办理这一步', advice: '提交没有生效。请查看该事项的最新情况。' }
    case 'ended':
      return { status: 409, title: '该事项已经办结', advice: '办结的事项不能再办理。如有后续情况，请新开事项。' }
    case 'commandIdReused':
      return { status: 409, title: '这份表单已经提交过', advice: '这次的内容与上次不同，没有生效。请刷新页面后重新填写。' }
    case 'calendarMissing':
      return {
        status: 409,
        title: `尚未导入 ${refusal.year} 年的放假安排`,
        advice: '期限无法计算，提交没有生效。请联系管理员导入后再办理。',
      }
    case 'ineligible':
      return { status: 422, title: '不符合申请条件', advice: `${refusal.reason}（${refusal.article}）${barUntil(refusal.until)}。` }
    case 'unprintable':
      return {
        status: 422,
        title: '文书无法印出个别字',
        advice: `下列字没有可用的字形：${refusal.characters.join('、')}。请核对是否误录；确有此字的，请联系管理员。`,
      }
    case 'invalidInput':
      return { status: 422, title: '有内容需要更正', advice: '请按提示修改后重新提交，已填写的内容没有丢失。' }
  }
}

const renewAuthority = '请法定代表人在“我的事项”的“人员与授权”中上传新的授权委托书，或者由其他经办人办理。填写的内容没有丢失。'

/** What a handler is told whose letter of authority does not carry a step. */
export function authorityWords({ reason, until = null }: { reason: 'ended' | 'scope'; until?: string | null }): {
  title: string
  advice: string
} {
  if (reason === 'scope') return { title: '授权委托书不包括签订服务协议', advice: renewAuthority }
  const since = until === null ? '您没有有效的授权委托书' : `您的授权委托书有效到 ${until}`
  return { title: '授权委托书已经到期', advice: `${since}，现在只能查看，不能办理。${renewAuthority}` }
}

function barUntil(day: string | null): string {
  return day === null ? '' : `，限制至 ${day}`
}
