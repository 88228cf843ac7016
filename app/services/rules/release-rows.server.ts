import { formatDate } from '#app/view/format'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { ruleOverrideContext, ruleReleaseContext } from '../case-context'
import { rowsOf } from './packs-view.server'
import { storedPack } from './stored-pack'

type Rows = { question: string; answer: string }[]

/** What a release changes, for whoever checks or publishes it. */
export async function releaseRows(read: Repositories, file: CaseFile): Promise<Rows> {
  const { policyId, basedOn, policy } = ruleReleaseContext(file)
  const pack = storedPack(policy)
  const base = await read.policy.findPack(basedOn)
  const changed = rowsOf(pack, base).filter(({ before }) => before !== null)
  return [
    { question: '版本', answer: policyId },
    { question: '以哪个版本为基础', answer: basedOn },
    { question: '修改的项目', answer: changed.length === 0 ? '没有修改' : `${changed.length}项` },
    ...changed.map(({ title, value, basis, before }) => ({ question: title, answer: `${value}（${basis}）。原为：${before}` })),
  ]
}

/** A record of 第二十七条 in rows. */
export function overrideRows(file: CaseFile): Rows {
  const { policyId, firstDay, lastDay, basis, reason } = ruleOverrideContext(file)
  return [
    { question: '规则版本', answer: policyId },
    { question: '例外适用的期间', answer: `${formatDate(firstDay)}至${formatDate(lastDay)}` },
    { question: '依据的文件', answer: basis },
    { question: '理由', answer: reason },
  ]
}
