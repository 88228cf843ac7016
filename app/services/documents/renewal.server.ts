import type { Repositories } from '#db/unit-of-work'
import type { Chapter } from '#templates/clauses/clause-set'
import { type DocumentData, documents } from '#templates/registry'
import { addDays, formatDate, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { RenewalOfferPayload, RenewalRefusalPayload } from '#workflows/commands/payloads'
import { RenewalContext } from '#workflows/machines/renewal'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import type { DeadlineKey } from '#workflows/policy/schema'
import type { StepToWrite } from '../write-step.server'
import { continuedUntil } from './agreement.server'
import { agreementSubject, printedBar } from './agreement-subject.server'
import { agencyParty, agreementText, chaptersOf, contractRemedy, institutionParty, type TermWords } from './agreement-text.server'
import { contactOf, type DocumentSource, headOf, reviewAndSuit } from './head.server'

async function renewalSubject(tx: Repositories, written: StepToWrite) {
  const { filedOn, expiresOn, isEarly } = RenewalContext.parse(written.step.snapshot.context)
  const subject = await agreementSubject(tx, written)
  return { ...subject, filedOn: plainDate(filedOn), expiresOn: plainDate(expiresOn), isEarly }
}

function dayBefore({ policy, calendar }: StepToWrite['rules'], key: DeadlineKey, expiresOn: PlainDate): PlainDate {
  const day = computeDeadline(policy.deadlines[key], { anchors: { agreementExpiresOn: expiresOn }, calendar })
  if (!day.ok) throw new Error(`${key} cannot be counted`)
  return day.value.dueOn
}

/** 第十三条: asked before the window, it counts from the day on which that opens (edge case 43). */
export const renewalReceiptDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, agreementContext, agreementNumber, filedOn, expiresOn, isEarly, on } = await renewalSubject(tx, written)
  const dueOn = dayBefore(written.rules, 'renewalDecision', expiresOn)
  return {
    head: headOf(written, numbered, ['第十三条']),
    institution: party,
    agreementNumber,
    term: { from: plainDate(agreementContext.startsOn), to: expiresOn },
    filedOn,
    countsFrom: isEarly ? dayBefore(written.rules, 'renewalOpens', expiresOn) : filedOn,
    // In the last days of the term the day of the answer has passed already; then only the continuation is promised.
    ...(isEarly || dueOn < on ? {} : { decisionDueOn: dueOn }),
    continuesAtMostUntil: continuedUntil(written.rules, expiresOn),
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'renewalReceipt'>
}

const refusalReasons = {
  notQualified: '年度考核结果不合格，不符合第十三条规定的续签条件。',
  licenceInvalid: '许可证已经失效，不再具备续签的条件。',
  talksFailed: '双方就续签的条款协商，没有达成一致。',
  other: '存在不宜续签的情形，见查明的事实。',
} as const

/** 第十九条（一）: a reasoned decision; held on beyond its term, the agreement ends on the day of the decision. */
export const renewalRefusalDocument: DocumentSource = async (tx, written, numbered) => {
  const { party, agreementContext, agreementNumber, filedOn, expiresOn, on } = await renewalSubject(tx, written)
  const proposal = (await tx.eventLog.ofCase(written.file.id, 'proposeRenewalRefusal')).at(-1)
  if (proposal === undefined) throw new Error(`nobody proposed to refuse ${written.file.id}`)
  const { ground, facts } = RenewalRefusalPayload.parse(proposal.payload)
  const endsOn = on > expiresOn ? on : expiresOn
  const bar = printedBar(written, { cause: 'agreementEndedWithoutFault', endsOn })
  return {
    head: headOf(written, numbered, ['第十三条', '第十九条（一）'], reviewAndSuit),
    institution: party,
    agreementNumber,
    filedOn,
    facts,
    reason: refusalReasons[ground],
    grades: agreementContext.grades.map(({ year, grade, isFinal, source }) => ({
      year,
      grade,
      note: isFinal ? source : `尚未生效；${source}`.slice(0, 500),
    })),
    endsOn,
    ...(bar === undefined ? {} : { bar }),
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'renewalRefusal'>
}

export type Difference = DocumentData<'renewalAgreement'>['differences'][number]

/** Clause by clause, by the id that a clause keeps. */
export function differencesOf(former: readonly Chapter[], next: readonly Chapter[]): Difference[] {
  const before = new Map(former.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause] as const)))
  const after = new Map(next.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause] as const)))
  const changed = [...after.values()].flatMap(({ id, title, text }): Difference[] => {
    const old = before.get(id)
    if (old === undefined) return [{ change: 'added', title, after: text }]
    return old.text === text ? [] : [{ change: 'changed', title, before: old.text, after: text }]
  })
  const removed = [...before.values()].filter(({ id }) => !after.has(id))
  return [...changed, ...removed.map(({ title, text }): Difference => ({ change: 'removed', title, before: text }))]
}

/** The text that is renewed, and its term in the words of its clauses; without words when it began with the second signature. */
export async function getFormerText(tx: Repositories, number: string): Promise<{ chapters: Chapter[]; words?: TermWords }> {
  const document = await tx.documents.findByNumber(number)
  const kind = document?.kind
  if (document === undefined || (kind !== 'serviceAgreement' && kind !== 'renewalAgreement')) throw new Error(`there is no text ${number}`)
  const { chapters, term } = documents[kind].schema.parse(document.data)
  if ('inWords' in term) return { chapters }
  return { chapters, words: { termFrom: formatDate(term.from), ...(term.to === null ? {} : { termTo: formatDate(term.to) }) } }
}

/** 第十三条: the next term, from the day after the last one; when that has passed, from the second signature. */
export const renewalAgreementDocument: DocumentSource = async (tx, written, numbered) => {
  const { agreement, consolidated, agreementNumber, expiresOn, on } = await renewalSubject(tx, written)
  const offer = (await tx.eventLog.ofCase(written.file.id, 'offerRenewal')).at(-1)
  if (offer === undefined) throw new Error(`renewal ${written.file.id} has no terms`)
  const { institution_type } = await tx.institutions.get(agreement.institution_id ?? '')
  const asked = {
    policy: written.rules.policy,
    agency: numbered.agency,
    institution: { name: consolidated.name, institutionType: institution_type, address: consolidated.address },
    services: RenewalOfferPayload.parse(offer.payload).services,
    account: consolidated.account,
    isLongTerm: false,
    startsOn: on > expiresOn ? null : addDays(expiresOn, 1),
  }
  const former = await getFormerText(tx, agreementNumber)
  // Compared in the words of the former term: a new term alone is no other text.
  const comparable = chaptersOf(former.words === undefined ? { ...asked, startsOn: null } : asked, former.words)
  return {
    head: headOf(written, numbered, ['第十三条'], contractRemedy),
    agency: agencyParty(numbered.agency),
    institution: institutionParty(consolidated),
    ...agreementText(asked),
    former: { number: agreementNumber, endsOn: expiresOn },
    differences: differencesOf(former.chapters, comparable),
  } satisfies DocumentData<'renewalAgreement'>
}
