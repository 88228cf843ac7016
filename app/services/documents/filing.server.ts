import type { Repositories } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { dateOf, plainDate } from '#workflows/calendar/plain-date'
import { FilingReceiptPayload } from '#workflows/commands/payloads'
import { titlesOfServices } from '#workflows/domain/institution-kinds'
import { agreementContext } from '../case-context'
import type { StepToWrite } from '../write-step.server'
import { type DocumentSource, headOf } from './head.server'

const articles = ['第十一条']

/** The agreement of a case as registers and lists print it. */
export async function agreementEntry(tx: Repositories, file: StepToWrite['file']) {
  const { documentNumber, services, startsOn, expiresOn, signedOn, filedOn } = agreementContext(file)
  const institution = await tx.institutions.get(file.institution_id ?? '')
  return {
    filedOn,
    signedOn: plainDate(signedOn),
    entry: {
      number: documentNumber,
      institution: institution.name,
      services: titlesOfServices(services),
      from: plainDate(startsOn),
      to: expiresOn === null ? null : plainDate(expiresOn),
    },
  }
}

/** 第十一条: the agreement is reported to the department of the same level. */
export const filingFormDocument: DocumentSource = async (tx, written, numbered) => {
  const { entry, signedOn } = await agreementEntry(tx, written.file)
  return {
    head: headOf(written, numbered, articles),
    authority: numbered.agency.authority,
    agreements: [{ ...entry, signedOn }],
    preparedBy: written.entry.actor.name,
  } satisfies DocumentData<'filingForm'>
}

/** 第十一条: the department has it on file; its remarks change nothing about the validity. */
export const filingReceiptDocument: DocumentSource = async (tx, written, numbered) => {
  const { entry, filedOn } = await agreementEntry(tx, written.file)
  if (filedOn === null) throw new Error(`agreement ${written.file.id} was never filed`)
  const { remarks } = FilingReceiptPayload.parse(written.entry.payload)
  const { agency } = numbered
  const head = headOf(written, numbered, articles)
  return {
    head: { ...head, issuer: agency.authority },
    authority: agency.authority,
    agency: agency.name,
    agreement: entry,
    filedOn: plainDate(filedOn),
    receivedOn: dateOf(written.entry.at),
    remarks: remarks
      .split(/\n+/)
      .map((line) => line.trim())
      .filter(Boolean),
  } satisfies DocumentData<'filingReceipt'>
}
