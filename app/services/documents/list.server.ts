import type { Repositories } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { dateOf, formatDate } from '#workflows/calendar/plain-date'
import { agreementContext, listContext } from '../case-context'
import { exitOf } from './agreement.server'
import { publicGround } from './ending-announcement.server'
import { agreementEntry } from './filing.server'
import { type DocumentSource, headOf } from './head.server'

/** 第九条（五）: who comes onto the city's list and who leaves it. */
export const listAnnouncementDocument: DocumentSource = async (tx, written, numbered) => {
  const { additions, exits } = listContext(written.file)
  const { agency } = numbered
  return {
    head: headOf(written, numbered, ['第九条（五）']),
    subject: formatDate(dateOf(written.entry.at)),
    additions: await Promise.all(additions.map((id) => addition(tx, id))),
    exits: await Promise.all(exits.map((id) => exit(tx, id))),
    enquiries: { office: agency.name, phone: agency.phone },
  } satisfies DocumentData<'listAnnouncement'>
}

async function place(tx: Repositories, id: string) {
  const file = await tx.caseFiles.find(id)
  if (file === undefined) throw new Error(`agreement ${id} is gone`)
  const site = await tx.institutions.getSite(file.site_id ?? '')
  const institution = await tx.institutions.get(file.institution_id ?? '')
  return { file, name: site.name, address: site.address, code: institution.uscc }
}

async function addition(tx: Repositories, id: string) {
  const { file, name, address, code } = await place(tx, id)
  const { services, from, to } = (await agreementEntry(tx, file)).entry
  return { name, code, address, services, from, to }
}

async function exit(tx: Repositories, id: string) {
  const { file, name, address } = await place(tx, id)
  const context = agreementContext(file)
  const over = await exitOf(tx, id, context)
  return { name, address, reason: await publicGround(tx, over, context), endedOn: over.lastDay }
}
