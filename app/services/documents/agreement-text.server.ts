import type { AgencyTable } from '#db/schema'
import { type Chapter, fillChapters, getClauseSet } from '#templates/clauses/clause-set'
import { formatDate, type PlainDate } from '#workflows/calendar/plain-date'
import { termOf } from '#workflows/domain/agreement-terms'
import type { AccountSection } from '#workflows/domain/application-form'
import { type InstitutionType, type Service, titlesOfServices } from '#workflows/domain/institution-kinds'
import { unitPhrase } from '#workflows/policy/deadline-words'
import type { PolicySet } from '#workflows/policy/schema'
import type { ConsolidatedAgreement } from '../consolidated-agreement.server'

type Asked = {
  policy: PolicySet
  agency: AgencyTable
  institution: { name: string; institutionType: InstitutionType; address: string }
  services: Service[]
  account: AccountSection
  isLongTerm: boolean
  /** Null: the term begins with the second signature (DECISIONS 5). */
  startsOn: PlainDate | null
}

const signing = '甲方签章之日'

/** The first and last day of a term as clauses say them; the last only of a fixed term. */
export type TermWords = { termFrom: string; termTo?: string }

const spanOf = ({ term }: PolicySet) => `满${unitPhrase(term.count, term.unit)}的前一日`

function termWords({ policy, isLongTerm, startsOn }: Asked): TermWords {
  const termFrom = startsOn === null ? signing : formatDate(startsOn)
  if (isLongTerm) return { termFrom }
  return { termFrom, termTo: startsOn === null ? spanOf(policy) : formatDate(termOf(policy, startsOn).expiresOn) }
}

/**
 * The chapters of an agreement of a term.
 * @param words other words for the term, to compare a text with one of another term
 * @throws Error when a variable of the clauses has no value
 */
export function chaptersOf(asked: Asked, words: TermWords = termWords(asked)): Chapter[] {
  const { agency, institution, services, account, isLongTerm } = asked
  const chapters = fillChapters(
    { institutionType: institution.institutionType, services, isLongTerm },
    {
      agencyName: agency.name,
      institutionName: institution.name,
      practiceAddress: institution.address,
      services: titlesOfServices(services).join('、'),
      ...words,
      settlementAccountName: account.accountName,
      settlementBank: account.bankName,
      settlementAccountNumber: account.bankAccount,
      complaintPhone: agency.phone,
    },
    getClauseSet(asked.policy.clauseSetVersion),
  )
  if (!chapters.ok) throw new Error(`clauses lack ${chapters.missingVariables.join(', ')}`)
  return chapters.chapters
}

const versionOf = ({ clauseSetVersion }: PolicySet) => {
  const { id, version } = getClauseSet(clauseSetVersion)
  return { id, version }
}

/** What the text of every agreement of a term says beside its parties (第十二、十三条). */
export function agreementText(asked: Asked) {
  const { policy, services, account, isLongTerm, startsOn } = asked
  const term = startsOn === null ? undefined : termOf(policy, startsOn)
  return {
    insuranceType: '基本医疗保险',
    services: titlesOfServices(services),
    term:
      term === undefined
        ? { inWords: isLongTerm ? `${signing}起长期有效` : `${signing}起至${spanOf(policy)}24时止` }
        : { from: term.startsOn, to: isLongTerm ? null : term.expiresOn },
    settlementAccount: { accountName: account.accountName, bank: account.bankName, number: account.bankAccount },
    clauseSet: versionOf(policy),
    chapters: chaptersOf(asked),
  }
}

/** 甲方 of a contract. */
export const agencyParty = ({ name, address, phone }: AgencyTable) => ({ name, address, representative: '机构负责人', phone })

/** 乙方 of a contract about an agreement that exists. */
export const institutionParty = ({ name, creditCode, licenceNumber, address, representative, phone }: ConsolidatedAgreement) => ({
  name,
  creditCode,
  licenceNumber,
  address,
  representative,
  phone,
})

/** What contracts of an agreement say about disputes. */
export const contractRemedy = '履行本协议发生争议的，可以依法申请行政复议或者向人民法院提起诉讼。'
