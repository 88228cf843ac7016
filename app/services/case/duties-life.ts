import type { CaseDuty, DueView } from '#app/view/case-view'
import { formatDate } from '#app/view/format'
import { type DutyRegion, dutyTitle, regionLeaf } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { AgreementContext } from '#workflows/machines/agreement-context'
import type { DeadlineKey } from '#workflows/policy/schema'

type Said = { tone: CaseDuty['tone']; next: string }
type Leaves = Readonly<Record<string, (context: AgreementContext) => Said>>

const day = (date: string | null): string => (date === null ? '' : formatDate(date))

const connection: Leaves = {
  'awaited.inTime': () => ({ tone: 'neutral', next: '双方联调医保信息系统，由经办机构登记结果。协议的效力不受影响。' }),
  'awaited.late': () => ({
    tone: 'active',
    next: '联调期限已过，由经办机构核实并登记结果。协议的效力不受影响。',
  }),
  failing: ({ listedOn }) => ({
    tone: 'loss',
    next: `联调没有通过，乙方整改后重新联调${listedOn === null ? '；通过以前不列入公布的名单' : ''}。协议的效力不受影响。`,
  }),
  connected: () => ({ tone: 'done', next: '联调通过，没有人需要办理。' }),
}

const settlement: Leaves = {
  'open.sorting': () => ({ tone: 'done', next: '正常结算。' }),
  'open.unwatched': () => ({ tone: 'done', next: '许可证没有登记截止日期。许可证换发或者有截止日期的，请乙方登记。' }),
  'open.watched': ({ licenceExpiresOn, licenceProofOn }) => ({
    tone: 'done',
    next:
      licenceProofOn === null
        ? `许可证有效期至${day(licenceExpiresOn)}。届满没有登记换发的许可证、也没有登记延续受理证明的，自次日零时起暂缓结算；协议不因此终止。`
        : `许可证有效期至${day(licenceExpiresOn)}，${day(licenceProofOn)}已登记延续受理证明：届满后有宽限期，宽限期内照常结算。`,
  }),
  grace: () => ({
    tone: 'active',
    next: '许可证正在原发证机关办理延续，宽限期内照常结算。请乙方在宽限期内登记换发的许可证，逾期暂缓结算。',
  }),
  held: ({ holdReason }) => ({
    tone: 'loss',
    next: `原因：${holdReason ?? ''}。原因消除后恢复结算，暂缓期间的费用一并处理；协议不因此终止。`,
  }),
}

const renewal: Leaves = {
  filed: () => ({ tone: 'active', next: '续签正在办理，见“相关事项”。' }),
  refused: ({ expiresOn }) => ({ tone: 'loss', next: `不予续签，协议${day(expiresOn)} 24:00 期满终止；救济途径见不予续签决定书。` }),
}

const performance: Leaves = {
  suspensionAsked: () => ({ tone: 'active', next: '由经办机构负责人决定；决定以前照常履行。' }),
  suspended: ({ suspendedOn }) => ({ tone: 'active', next: `${day(suspendedOn)}起中止，期间不结算。中止期满没有申请恢复的，协议终止。` }),
}

const regions: readonly { region: DutyRegion; title: string; leaves: Leaves; keys: readonly DeadlineKey[] }[] = [
  { region: 'connection', title: '系统联调（第十二条）', leaves: connection, keys: ['connectionDue'] },
  { region: 'settlement', title: '结算和许可证（第十二条）', leaves: settlement, keys: ['licenceGrace'] },
  { region: 'renewal', title: '续签（第十三条）', leaves: renewal, keys: [] },
  { region: 'performance', title: '中止（第十四条）', leaves: performance, keys: ['suspensionEnds'] },
]

/**
 * What runs beside the term while the agreement is in force; what is as usual and asks nothing of anybody is left out.
 * @param dueOf the running period of a region, if it has one
 */
export function lifeDuties(
  { stage }: Pick<CaseFile, 'stage'>,
  context: AgreementContext,
  dueOf: (keys: readonly DeadlineKey[]) => DueView | undefined,
): CaseDuty[] {
  return regions.flatMap(({ region, title, leaves, keys }) => {
    const said = leaves[regionLeaf(stage, region)]?.(context)
    const due = dueOf(keys)
    return said === undefined ? [] : [{ title, state: dutyTitle(stage, region), ...said, ...(due === undefined ? {} : { due }) }]
  })
}
