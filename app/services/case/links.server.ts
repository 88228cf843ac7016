import type { CaseLink } from '#app/view/case-view'
import { flowHref } from '#app/view/flow/flow-link'
import type { Audience } from '#app/view/timeline'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { applicationContext, isReopenable } from '../case-context'
import type { OpenCase } from '../case-view.server'
import { changeLinks } from '../change/change-links.server'
import { endingLinks } from '../ending/ending-links.server'
import { renewalLinks } from '../renewal/renewal-view.server'

/** Where a reader may go from a case: to those that hang together with it, to the pages about it. */
export async function caseLinks(read: Repositories, actor: Actor, opened: OpenCase): Promise<CaseLink[]> {
  const { file, audience } = opened
  return [
    ...(await linksOf(read, file, audience)),
    ...(await renewalLinks(read, actor, opened)),
    ...(await changeLinks(read, actor, opened)),
    ...(await endingLinks(read, actor, opened)),
    ...reopeningLink(actor, file),
  ]
}

/** DECISIONS 7: what has ended is never entered again; a head may bring it back as a new case. */
function reopeningLink(actor: Actor, file: CaseFile): CaseLink[] {
  const mayReopen = actor.roles.includes('head') && actor.agencyId === file.agency_id
  return mayReopen && isReopenable(file) ? [{ label: '恢复办理（处罚被撤销、复议或者裁判）', href: `/cases/${file.id}/reopen` }] : []
}

async function linksOf(read: Repositories, file: CaseFile, audience: Audience): Promise<CaseLink[]> {
  const links: CaseLink[] = []
  if (file.machine === 'evaluationRound' && audience !== 'institution')
    links.push({ label: '评估批次办理页', href: `/desk/rounds/${file.id}` })
  if (file.machine === 'application') {
    const agreement = await read.caseFiles.find(`agreement-${file.id}`)
    if (agreement !== undefined) links.push({ label: '服务协议', href: `/cases/${agreement.id}` })
    const { reopenedFrom } = applicationContext(file)
    if (reopenedFrom !== null) links.push({ label: '恢复办理前的申请', href: `/cases/${reopenedFrom}` })
    if (file.parent_id !== null && audience === 'agency') links.push({ label: '所在评估批次', href: `/cases/${file.parent_id}` })
  }
  if (file.machine === 'barRecord' && audience !== 'institution') links.push({ label: '限制台账', href: '/desk/ledger' })
  if (file.machine === 'ruleRelease') links.push({ label: '各项规则', href: `/desk/rules/${file.id}` })
  if (file.machine === 'ruleOverride') links.push({ label: '规则版本', href: '/desk/rules' })
  if (file.machine === 'institutionList' && audience !== 'institution') links.push({ label: '名单公布', href: '/desk/list' })
  if (file.machine === 'agreement' && file.parent_id !== null) links.push({ label: '原申请', href: `/cases/${file.parent_id}` })
  links.push({ label: '这一步的规则', href: flowHref({ machine: file.machine, stage: file.stage, policyId: file.policy_version_id }) })
  return links
}
