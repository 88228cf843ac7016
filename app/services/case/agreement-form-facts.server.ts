import type { FilingFormFacts, ListFormFacts, ListFormRow } from '#app/view/command-form'
import { formatDate, formatTerm } from '#app/view/format'
import type { Repositories } from '#db/unit-of-work'
import { FilingReceiptPayload } from '#workflows/commands/payloads'
import { agencies, findAgency } from '#workflows/domain/agencies'
import { servicesText } from '#workflows/domain/institution-kinds'
import { agreementRow } from '../agreement-row'
import { agreementContext, listContext } from '../case-context'
import type { OpenCase } from '../case-view.server'
import { type ChangedItem, itemText } from '../list/entries.server'
import { changesOn } from '../list/facts.server'

/** What 第十一条 has the agency report of one agreement, and to whom. */
export function filingFacts({ file, events }: Pick<OpenCase, 'file' | 'events'>): FilingFormFacts {
  const { documentNumber, services, signedOn, startsOn, expiresOn, filedOn } = agreementContext(file)
  const agency = findAgency(file.agency_id) ?? agencies['370500']
  const receipt = FilingReceiptPayload.safeParse(events.findLast(({ command }) => command === 'acknowledgeFiling')?.payload)
  return {
    authority: agency.authorityName,
    rows: [
      { question: '报送机关', answer: agency.name },
      { question: '备案机关', answer: `${agency.authorityName}（同级行政部门）` },
      { question: '医药机构', answer: file.title },
      { question: '协议编号', answer: documentNumber },
      { question: '服务类别', answer: servicesText(services) },
      { question: '签订日期', answer: formatDate(signedOn) },
      { question: '有效期', answer: formatTerm({ startsOn, expiresOn }) },
      ...(filedOn === null ? [] : [{ question: '报送日期', answer: formatDate(filedOn) }]),
    ],
    remarks: receipt.success ? receipt.data.remarks : '',
  }
}

/** Who comes on, what changed and who goes off with an announcement, as its approver reads it. */
export async function listFormFacts(read: Repositories, { file, events }: Pick<OpenCase, 'file' | 'events'>): Promise<ListFormFacts> {
  const ids = listContext(file)
  const [opening] = events
  const changes = await changesOn(read, file)
  const rows = (list: readonly string[]) => Promise.all(list.map((id) => listRow(read, id, changes.get(id) ?? [])))
  return {
    additions: await rows(ids.additions),
    changes: await rows(ids.changes),
    exits: await rows(ids.exits),
    draftedBy: opening?.actor_name ?? '',
    draftedAt: opening?.occurred_at ?? '',
  }
}

async function listRow(read: Repositories, id: string, changes: readonly ChangedItem[]): Promise<ListFormRow> {
  const file = await read.caseFiles.find(id)
  if (file === undefined) throw new Error(`agreement ${id} is gone`)
  return { ...agreementRow(file, agreementContext(file)), changes: changes.map(itemText) }
}
