import { changedEntries } from '#app/services/list/facts.server'
import { cityAgencyId } from '#workflows/access/authorise'
import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { at, type Happening } from './demonstration-days'
import type { Stage } from './demonstration-party'
import { act } from './steps'

const on = plainDate

type ListPlan = { drafted: PlainDate; withdrawn?: PlainDate; published?: PlainDate; leavesOut?: string }

/** 第九条（五）: one list after the signatures of each round; the newest waits for the head of the city agency. */
const lists: readonly ListPlan[] = [
  { drafted: on('2022-12-12'), published: on('2022-12-14') },
  { drafted: on('2023-06-05'), published: on('2023-06-07') },
  { drafted: on('2023-12-11'), published: on('2023-12-13') },
  { drafted: on('2024-06-11'), published: on('2024-06-13') },
  { drafted: on('2024-12-10'), published: on('2024-12-12') },
  { drafted: on('2025-06-10'), published: on('2025-06-12') },
  // Drawn up with an exit too many, taken back, drawn up again.
  { drafted: on('2025-12-08'), withdrawn: on('2025-12-09') },
  { drafted: on('2025-12-10'), published: on('2025-12-12'), leavesOut: 'agreement-demo-heping' },
  { drafted: on('2026-02-26') },
]

export const listsHappen = (stage: Stage): Happening[] => lists.flatMap((plan) => listHappens(stage, plan))

function listHappens({ portal, staffOf }: Stage, { drafted, withdrawn, published, leavesOut }: ListPlan): Happening[] {
  const listId = `list-${drafted}`
  const city = () => staffOf(cityAgencyId)
  const draft: Happening = {
    at: at(drafted, '15:30'),
    run: async () => {
      // One whose system fails its test is not listed as available (edge case 34).
      const agreements = (await portal.read.caseFiles.list({ machine: 'agreement' }, 1000)).filter(
        ({ id, stage }) => id !== leavesOut && !stage.includes('connection.failing'),
      )
      const standing = (...leaves: string[]) =>
        agreements.filter(({ stage }) => leaves.every((leaf) => stage.includes(leaf))).map(({ id }) => id)
      const additions = standing('filing.acknowledged', 'listing.unlisted', 'term.inForce')
      const exits = [...standing('listing.listed', 'term.closing'), ...standing('listing.listed', 'term.ended')]
      const inForce = agreements.filter(({ stage }) => stage.includes('term.inForce'))
      const changes = [...(await changedEntries(portal.read, inForce)).keys()]
      await act(portal, (await city()).officer, 'draftList', listId, { additions, changes, exits })
    },
  }
  const by = (day: PlainDate | undefined, run: () => Promise<void>): Happening[] =>
    day === undefined ? [] : [{ at: at(day, '10:00'), run }]
  return [
    draft,
    ...by(withdrawn, async () =>
      act(portal, (await city()).officer, 'withdrawList', listId, { reason: '有一家机构的终止事项尚未核清，重新拟定。' }),
    ),
    ...by(published, async () => act(portal, (await city()).head, 'publishList', listId, { opinion: '与签约台账核对一致，同意公布。' })),
  ]
}
