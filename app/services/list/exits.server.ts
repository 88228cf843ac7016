import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { PlainDate } from '#workflows/calendar/plain-date'
import { agreementContext } from '../case-context'
import { exitOf } from '../documents/agreement.server'
import { publicGround } from '../documents/ending-announcement.server'

const MOST = 5000

/** Why an agreement that is over has ended, as the public reads it, and its last day. */
export async function listedExit(read: Repositories, file: CaseFile): Promise<{ reason: string; endedOn: PlainDate }> {
  const context = agreementContext(file)
  const exit = await exitOf(read, file.id, context)
  return { reason: await publicGround(read, exit, context), endedOn: exit.lastDay }
}

/** Those that are over and still on the list, with why and until when they ran; the next list drops them. */
export async function leavingOf(read: Repositories): Promise<ReadonlyMap<string, { reason: string; endedOn: PlainDate }>> {
  const files = await read.caseFiles.list({ machine: 'agreement', stageLeaf: 'listing.listed' }, MOST)
  const over = files.filter((file) => agreementContext(file).isOver)
  return new Map(await Promise.all(over.map(async (file) => [file.id, await listedExit(read, file)] as const)))
}
