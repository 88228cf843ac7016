import * as z from 'zod'
import type { Outcome } from '#workflows/domain/refusal'
import { InstitutionListContext } from '#workflows/machines/institution-list'
import { ok, refuse } from '#workflows/result'
import { openingCommand, stepCommand } from './definition'
import type { InstitutionListFacts, ListedAgreement } from './facts'

const machine = 'institutionList' as const
const Agreements = z.array(z.string().min(1).max(80)).max(500)

type Entries = { additions: readonly string[]; changes: readonly string[]; exits: readonly string[] }

/** Names what may not stand on the announcement, so that the officer can take it off. */
function checkEntries({ agreements }: InstitutionListFacts, { additions, changes, exits }: Entries): Outcome<true> {
  const wrong = (ids: readonly string[], may: (agreement: ListedAgreement) => boolean) =>
    ids.flatMap((id) => {
      const agreement = agreements.find((candidate) => candidate.id === id)
      return agreement !== undefined && may(agreement) ? [] : [agreement?.title ?? id]
    })
  const notAddable = wrong(additions, ({ mayBeAdded }) => mayBeAdded)
  const notChanged = wrong(changes, ({ mayBeChanged }) => mayBeChanged)
  const notDroppable = wrong(exits, ({ mayBeDropped }) => mayBeDropped)
  const issues = {
    ...(notAddable.length === 0
      ? {}
      : { additions: [`${notAddable.join('、')}已经公布、已经终止、信息系统联调未通过或者在另一份待公布的名单中，不能新增`] }),
    ...(notChanged.length === 0
      ? {}
      : { changes: [`${notChanged.join('、')}没有公布、已经终止、没有变更或者在另一份待公布的名单中，不能列为变更`] }),
    ...(notDroppable.length === 0 ? {} : { exits: [`${notDroppable.join('、')}没有公布或者协议没有终止，不能退出`] }),
  }
  return Object.keys(issues).length > 0 ? refuse({ code: 'invalidInput', issues }) : ok(true)
}

/** The list of institutions under an agreement, published by the city agency alone (第九条（五）). */
export const institutionListCommands = {
  draftList: openingCommand({
    machine,
    article: '第九条（五）',
    grants: [{ role: 'officer', relation: 'cityAgency' }],
    input: z.strictObject({ additions: Agreements.default([]), changes: Agreements.default([]), exits: Agreements.default([]) }),
    open({ additions, changes, exits }, { actor, facts, on }) {
      if (additions.length + changes.length + exits.length === 0)
        return refuse({ code: 'invalidInput', issues: { additions: ['请至少选择一家新增、变更或者退出的机构'] } })
      const checked = checkEntries(facts, { additions, changes, exits })
      if (!checked.ok) return checked
      return ok({
        agencyId: actor.agencyId ?? '',
        institutionId: null,
        siteId: null,
        parentId: null,
        title: `协议管理医药机构名单（${on}）`,
        machineInput: {
          additions: [...new Set(additions)],
          changes: [...new Set(changes)],
          exits: [...new Set(exits)],
          draftedBy: actor.id,
        },
      })
    },
  }),

  publishList: stepCommand({
    machine,
    article: '第九条（五）',
    grants: [{ role: 'head', relation: 'cityAgency' }],
    input: z.strictObject({ opinion: z.string({ error: '请填写审批意见' }).trim().min(2, '请填写审批意见').max(500) }),
    toEvent(_input, { actor, on, facts, context }) {
      const { draftedBy, ...entries } = InstitutionListContext.parse(context)
      if (draftedBy === actor.id) return refuse({ code: 'samePerson', article: '第九条（五）' })
      const checked = checkEntries(facts, entries)
      // Something changed since the draft: it is withdrawn and drawn up again, never published with a gap.
      if (!checked.ok && checked.refusal.code === 'invalidInput')
        return refuse({
          code: 'invalidInput',
          issues: { '': [...Object.values(checked.refusal.issues).flat(), '请撤回这份名单，重新拟定'] },
        })
      return ok({ type: 'publish', publishedBy: actor.id, publishedOn: on })
    },
  }),

  withdrawList: stepCommand({
    machine,
    article: '第九条（五）',
    grants: [
      { role: 'officer', relation: 'cityAgency' },
      { role: 'head', relation: 'cityAgency' },
    ],
    input: z.strictObject({ reason: z.string({ error: '请写明撤回理由' }).trim().min(5, '撤回理由不少于5个字').max(500) }),
    toEvent: () => ok({ type: 'withdraw' }),
  }),
}
