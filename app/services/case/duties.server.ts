import type { CaseDuty } from '#app/view/case-view'
import { formatDate } from '#app/view/format'
import { dutyTitle, regionLeaf } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { Instant } from '#workflows/calendar/plain-date'
import { agencies, findAgency } from '#workflows/domain/agencies'
import type { AgreementContext } from '#workflows/machines/agreement-context'
import { agreementContext } from '../case-context'
import type { Rules } from '../rules.server'
import { dueOfRow } from './due.server'
import { lifeDuties } from './duties-life'

type Names = { agency: string; authority: string }

const filingNext: Readonly<Record<string, (names: Names, context: AgreementContext) => string>> = {
  'due.inTime': ({ agency, authority }) => `由${agency}在期限前报送${authority}。备案不影响协议的效力。`,
  'due.late': ({ agency, authority }) => `请${agency}立即报送${authority}，已提醒负责人。协议照常有效。`,
  filed: ({ authority }, { filedOn }) =>
    `${filedOn === null ? '' : `${formatDate(filedOn)}报送，`}由${authority}出具回执。没有期限，协议照常有效。`,
  remarked: ({ agency }) => `由${agency}研究并答复，答复后再由备案部门出具回执。意见不影响协议的效力。`,
  acknowledged: () => '备案已经完成，没有人需要办理。',
}

const listingNext: Readonly<Record<string, (context: AgreementContext) => string>> = {
  unlisted: () => '协议已经签订，等待市经办机构统一公布名单。公布以前，社会公众在“定点机构”中查不到；协议的效力不受影响。',
  listed: ({ isOver, listedOn }) =>
    isOver
      ? '协议已经终止，等待市经办机构在下一次名单中公布退出。'
      : `${listedOn === null ? '' : formatDate(listedOn)}公布，社会公众可以查询。`,
  delisted: ({ delistedOn }) => `${delistedOn === null ? '' : formatDate(delistedOn)}公布退出，社会公众不再查到。`,
  neverListed: () => '协议在列入名单以前已经终止，不再公布。',
}

/** What being signed and not yet on the list means; empty once it is announced. */
export function notListedYet(file: CaseFile): string {
  if (file.machine !== 'agreement' || regionLeaf(file.stage, 'listing') !== 'unlisted') return ''
  return listingNext.unlisted?.(agreementContext(file)) ?? ''
}

/** What stands beside the term of an agreement, each with what happens next: filing (第十一条), list (第九条（五）), test, settlement … */
export async function dutiesOf(read: Repositories, file: CaseFile, now: Instant, rules: Rules): Promise<CaseDuty[]> {
  const context = agreementContext(file)
  const agency = findAgency(file.agency_id) ?? agencies['370500']
  const names = { agency: agency.name, authority: agency.authorityName }
  const running = await read.deadlines.running(file.id)
  const dueOf = (keys: readonly string[]) => {
    const row = running.find(({ key }) => keys.includes(key))
    return row && dueOfRow(row, now, rules.calendar).view
  }
  const due = dueOf(['filing'])
  const filing = regionLeaf(file.stage, 'filing')
  const listing = regionLeaf(file.stage, 'listing')
  return [
    {
      title: '备案（第十一条）',
      state: dutyTitle(file.stage, 'filing'),
      tone: filing === 'due.late' ? 'loss' : filing === 'acknowledged' ? 'done' : filing === 'filed' ? 'neutral' : 'active',
      next: filingNext[filing]?.(names, context) ?? '',
      ...(due === undefined ? {} : { due }),
    },
    {
      title: '名单公布（第九条（五））',
      state: dutyTitle(file.stage, 'listing') + (context.listNumber === null ? '' : `（${context.listNumber}）`),
      tone: listing === 'listed' ? 'done' : 'neutral',
      next: listingNext[listing]?.(context) ?? '',
    },
    ...lifeDuties(file, context, dueOf),
  ]
}
