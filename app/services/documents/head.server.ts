import type { AgencyTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'
import type { DocumentHead } from '#templates/document-head'
import { dateOf } from '#workflows/calendar/plain-date'
import { agencyNameUnder } from '#workflows/policy/party-names'
import type { StepToWrite } from '../write-step.server'

/** `caseNumber` is what a person can say on the telephone: the number of the first document of the matter, its receipt. */
export type Numbered = {
  documentNumber: string
  caseNumber: string
  code: string
  agency: AgencyTable
  origin: string
  seal?: DocumentHead['verification']['seal']
}

/** Builds the data of one kind of document from the step that issues it. */
export type DocumentSource = (tx: Repositories, written: StepToWrite, numbered: Numbered) => Promise<unknown>

const measure = '《东营市基本医疗保险医药机构协议管理办法》'

/** Review and suit, for decisions that refuse or end something (dossier L-6: 60 days, six months). */
export const reviewAndSuit = '不服本决定的，可以自收到之日起60日内依法申请行政复议，也可以自收到之日起6个月内依法向人民法院提起行政诉讼。'

/** The part that every document shares; `articles` are those of the Measure, in the order of citation. */
export function headOf(
  { entry, rules }: StepToWrite,
  { documentNumber, caseNumber, code, agency, origin, seal }: Numbered,
  articles: string[],
  remedy?: string,
): DocumentHead {
  const issuer = agencyNameUnder(rules.policy, agency)
  return {
    issuer,
    documentNumber,
    issuedOn: dateOf(entry.at),
    caseNumber,
    legalBasis: [`${measure}${articles.join('、')}`],
    remedy: remedy ?? `对本文书有疑问的，可以向${issuer}咨询，电话${agency.phone}。`,
    service: '平台送达，当事人登录后可以查看和下载',
    verification: { url: `${origin}/verify/${code}`, code, ...(seal === undefined ? {} : { seal }) },
  }
}

/** Where to ask, as documents print it. */
export const contactOf = (agency: AgencyTable) => ({
  office: agency.name,
  person: '协议管理岗',
  phone: agency.phone,
  address: agency.address,
})
