import type { CaseDuty, CasePosition } from '#app/view/case-view'
import { formatDate, formatTerm } from '#app/view/format'
import type { Repositories } from '#db/unit-of-work'
import type { Chapter } from '#templates/clauses/clause-set'
import { serviceAgreement2016 } from '#templates/clauses/clause-set'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, plainDate } from '#workflows/calendar/plain-date'
import { servicesText } from '#workflows/domain/institution-kinds'
import type { YearlyGrade } from '#workflows/machines/agreement-context'
import { agreementOutlook } from '../case/agreement-outlook'
import { dutiesOf } from '../case/duties.server'
import { positionOf } from '../case/position.server'
import { agreementContext } from '../case-context'
import { type OpenCase, openCase } from '../case-view.server'
import { type AgreementChange, type ConsolidatedAgreement, consolidatedAgreement } from '../consolidated-agreement.server'
import { chaptersOf } from '../documents/agreement-text.server'
import { type Difference, differencesOf, getFormerText } from '../documents/renewal.server'
import type { Portal } from '../portal.server'

type Rows = { question: string; answer: string }[]

/** An agreement as it reads today, with what comes next. */
export type AgreementPage = {
  id: string
  title: string
  number: string
  agencyName: string
  isOwn: boolean
  position: CasePosition
  duties: CaseDuty[]
  mayApply: boolean
  facts: Rows
  terms: { number: string; term: string; services: string; state: string }[]
  history: AgreementChange[]
  grades: YearlyGrade[]
  clauseSet: string
  chapters: Chapter[]
  differences: Difference[]
}

/** @returns undefined when there is no such agreement, or the actor may not know of it */
export async function agreementPageOf(portal: Portal, actor: Actor, caseId: string): Promise<AgreementPage | undefined> {
  const { read } = portal
  const opened = await openCase(portal, actor, caseId)
  if (opened?.file.machine !== 'agreement') return undefined
  const { file, relation, rules, audience } = opened
  const now = portal.now()
  const consolidated = await consolidatedAgreement(read, file)
  const isOwn = audience === 'institution'
  return {
    id: file.id,
    title: file.title,
    number: agreementContext(file).documentNumber,
    agencyName: (await read.institutions.getAgency(file.agency_id)).name,
    isOwn,
    position: await positionOf(read, { file, relation, actor, now, rules }),
    duties: await dutiesOf(read, file, now, rules),
    mayApply: isOwn && agreementOutlook(file, rules, dateOf(now))?.mayApply === true,
    facts: factsOf(opened, consolidated),
    terms: termsOf(opened),
    history: [...consolidated.history].reverse(),
    grades: [...agreementContext(file).grades].sort((a, b) => b.year - a.year),
    clauseSet: `${serviceAgreement2016.title}（${formatDate(serviceAgreement2016.effectiveFrom)}起施行）`,
    ...(await clausesOf(read, opened, consolidated)),
  }
}

function factsOf({ file }: OpenCase, consolidated: ConsolidatedAgreement): Rows {
  const { licenceExpiresOn } = agreementContext(file)
  const { account } = consolidated
  return [
    { question: '乙方', answer: consolidated.name },
    { question: '统一社会信用代码', answer: consolidated.creditCode },
    { question: '执业（经营）地点', answer: consolidated.address },
    { question: '法定代表人（负责人）', answer: consolidated.representative },
    { question: '联系电话', answer: consolidated.phone },
    { question: '服务类别', answer: servicesText(consolidated.services) },
    { question: '结算账户', answer: `${account.accountName}，${account.bankName}，尾号${account.bankAccount.slice(-4)}` },
    {
      question: '许可证',
      answer: `${consolidated.licenceNumber}${licenceExpiresOn === null ? '' : `，有效期至${formatDate(licenceExpiresOn)}`}`,
    },
  ]
}

/** The terms, the one to come first. */
function termsOf({ file }: OpenCase): AgreementPage['terms'] {
  const { documentNumber, services, startsOn, expiresOn, nextTerm, formerTerms, isOver, continuedOn } = agreementContext(file)
  const present = isOver ? '已终止' : continuedOn === null ? '本期' : '本期，期满延续中'
  return [
    ...(nextTerm === null ? [] : [{ ...nextTerm, state: '下一期，已签订' }]),
    { documentNumber, services, startsOn, expiresOn, state: present },
    ...[...formerTerms].reverse().map((term) => ({ ...term, state: '已期满续签' })),
  ].map((term) => ({ number: term.documentNumber, term: formatTerm(term), services: servicesText(term.services), state: term.state }))
}

/** The text by the newest clause set, and where the signed one differs, in the words of the signed term. */
async function clausesOf(
  read: Repositories,
  { file, rules }: OpenCase,
  consolidated: ConsolidatedAgreement,
): Promise<Pick<AgreementPage, 'chapters' | 'differences'>> {
  const { documentNumber, startsOn, expiresOn } = agreementContext(file)
  const { institution_type } = await read.institutions.get(file.institution_id ?? '')
  const asked = {
    policy: rules.policy,
    agency: await read.institutions.getAgency(file.agency_id),
    institution: { name: consolidated.name, institutionType: institution_type, address: consolidated.address },
    services: consolidated.services,
    account: consolidated.account,
    isLongTerm: expiresOn === null,
    startsOn: plainDate(startsOn),
  }
  const signed = await getFormerText(read, documentNumber)
  const chapters = chaptersOf(signed.words === undefined ? { ...asked, startsOn: null } : asked, signed.words)
  return { chapters, differences: differencesOf(signed.chapters, chapters) }
}
