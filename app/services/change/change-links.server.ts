import type { CaseLink } from '#app/view/case-view'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, authorise } from '#workflows/access/authorise'
import { commands } from '#workflows/commands/index'
import { agreementContext, changeContext } from '../case-context'
import type { OpenCase } from '../case-view.server'
import { changeTitle, runningChanges } from './change-view.server'

/** From an agreement to its changes and to a new one; from a change to its agreement and to the change that it was settled with. */
export async function changeLinks(read: Repositories, actor: Actor, { file, relation }: OpenCase): Promise<CaseLink[]> {
  if (file.machine === 'change') {
    const { agreementId, mergedInto } = changeContext(file)
    return [
      { label: '服务协议', href: `/cases/${agreementId}` },
      ...(mergedInto === null ? [] : [{ label: '一并办理的变更', href: `/cases/${mergedInto}` }]),
    ]
  }
  if (file.machine !== 'agreement') return []
  const running = await runningChanges(read, file.id)
  const links = running.map((change) => ({ label: `正在办理的变更：${changeTitle(change)}`, href: `/cases/${change.id}` }))
  const mayFile = !agreementContext(file).isOver && authorise(actor, commands.fileChange.grants, relation) === undefined
  if (!mayFile) return links
  const isOwn = file.institution_id !== null && actor.institutionIds.includes(file.institution_id)
  if (isOwn) return [...links, { label: '申请变更', href: `/my/agreements/${file.id}/change` }]
  return [
    ...links,
    { label: '登记证照变更', href: `/cases/${file.id}/note-change` },
    { label: '窗口代为申请变更', href: `/cases/${file.id}/change` },
  ]
}
