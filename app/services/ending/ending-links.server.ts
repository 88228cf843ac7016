import type { CaseLink } from '#app/view/case-view'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, authorise } from '#workflows/access/authorise'
import { commands } from '#workflows/commands/index'
import { agreementContext } from '../case-context'
import type { OpenCase } from '../case-view.server'

/** Between an agreement and its endings, and the way to begin one for those who may. */
export async function endingLinks(read: Repositories, actor: Actor, { file, relation }: OpenCase): Promise<CaseLink[]> {
  if (file.machine === 'ending' && file.parent_id !== null) return [{ label: '服务协议', href: `/cases/${file.parent_id}` }]
  if (file.machine !== 'agreement') return []
  const endings = await read.caseFiles.list({ machine: 'ending', parentId: file.id })
  const may = (command: 'proposeEnding' | 'requestRescission') =>
    !agreementContext(file).isOver && authorise(actor, commands[command].grants, relation) === undefined
  return [
    ...endings.map(({ id, status }) => ({ label: `解除（终止）${status === 'done' ? '（已办结）' : '办理中'}`, href: `/cases/${id}` })),
    ...(may('proposeEnding') ? [{ label: '解除（终止）协议', href: `/desk/agreements/${file.id}/end` }] : []),
    ...(may('requestRescission') ? [{ label: '申请协商解除', href: `/my/agreements/${file.id}/rescission` }] : []),
  ]
}
