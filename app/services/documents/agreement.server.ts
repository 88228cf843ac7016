import { fillChapters, serviceAgreement2016 } from '#templates/clauses/clause-set'
import type { DocumentData } from '#templates/registry'
import { addDays, formatDate, plainDate } from '#workflows/calendar/plain-date'
import { OfferTermsPayload } from '#workflows/commands/payloads'
import { termOf } from '#workflows/domain/agreement-terms'
import { titlesOfServices } from '#workflows/domain/institution-kinds'
import { AgreementContext } from '#workflows/machines/agreement'
import { unitPhrase } from '#workflows/policy/deadline-words'
import { findBarPeriod } from '#workflows/policy/eligibility'
import { representativeOf } from '../representative'
import { contactOf, type DocumentSource, headOf, reviewAndSuit } from './head.server'
import { applicantOf } from './intake.server'

/** 第九条（五）、第十三条: the text that both parties sign, from the clause set that the policy names. */
export const agreementDocument: DocumentSource = async (tx, written, numbered) => {
  const { submission, institution, site } = await applicantOf(tx, written)
  const { policy } = written.rules
  const offer = (await tx.eventLog.ofCase(written.file.id, 'offerTerms')).at(-1)
  if (offer === undefined) throw new Error(`application ${written.file.id} has no terms`)
  const terms = OfferTermsPayload.parse(offer.payload)
  const { entity, account } = submission.form
  const services = titlesOfServices(terms.services)
  const isLongTerm = terms.termType === 'long'
  const term = terms.startsOn === null ? undefined : termOf(policy, terms.startsOn)
  const span = `满${unitPhrase(policy.term.count, policy.term.unit)}的前一日`
  const signing = '甲方签章之日'
  const chapters = fillChapters(
    { institutionType: institution.institution_type, services: terms.services, isLongTerm },
    {
      agencyName: numbered.agency.name,
      institutionName: institution.name,
      practiceAddress: site.address,
      services: services.join('、'),
      termFrom: term === undefined ? signing : formatDate(term.startsOn),
      ...(isLongTerm ? {} : { termTo: term === undefined ? span : formatDate(term.expiresOn) }),
      settlementAccountName: account.accountName,
      settlementBank: account.bankName,
      settlementAccountNumber: account.bankAccount,
      complaintPhone: numbered.agency.phone,
    },
  )
  if (!chapters.ok) throw new Error(`clauses lack ${chapters.missingVariables.join(', ')}`)
  return {
    head: headOf(
      written,
      numbered,
      ['第九条（五）', '第十二条', '第十三条'],
      '履行本协议发生争议的，可以依法申请行政复议或者向人民法院提起诉讼。',
    ),
    agency: { name: numbered.agency.name, address: numbered.agency.address, representative: '机构负责人', phone: numbered.agency.phone },
    institution: {
      name: institution.name,
      creditCode: institution.uscc,
      licenceNumber: entity.practiceLicenceNumber ?? entity.drugLicenceNumber ?? '备案',
      address: site.address,
      representative: representativeOf(await tx.eventLog.ofCase(written.file.id, 'reportRepresentative')) ?? entity.legalRepresentativeName,
      phone: entity.legalRepresentativePhone,
    },
    insuranceType: '基本医疗保险',
    services,
    term:
      term === undefined
        ? { inWords: isLongTerm ? `${signing}起长期有效` : `${signing}起至${span}24时止` }
        : { from: term.startsOn, to: isLongTerm ? null : term.expiresOn },
    settlementAccount: { accountName: account.accountName, bank: account.bankName, number: account.bankAccount },
    clauseSet: { id: serviceAgreement2016.id, version: serviceAgreement2016.version },
    chapters: chapters.chapters,
  } satisfies DocumentData<'serviceAgreement'>
}

/** 第十三条、第十九条（一）: the agreement has ended by itself; when a new application is possible. */
export const expiryNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { documentNumber, startsOn, expiresOn, listedOn, listNumber } = AgreementContext.parse(written.step.snapshot.context)
  if (expiresOn === null) throw new Error(`agreement ${written.file.id} has no last day`)
  const site = await tx.institutions.getSite(written.file.site_id ?? '')
  const institution = await tx.institutions.get(site.institution_id)
  const bar = findBarPeriod(written.rules.policy, {
    cause: 'agreementEndedWithoutFault',
    startsOn: plainDate(expiresOn),
    source: written.file.id,
  })
  return {
    head: headOf(written, numbered, ['第十三条', '第十九条（一）'], reviewAndSuit),
    institution: { name: institution.name, address: site.address },
    agreementNumber: documentNumber,
    term: { from: plainDate(startsOn), to: plainDate(expiresOn) },
    ...(listedOn === null || listNumber === null ? {} : { listing: { listNumber, listedOn: plainDate(listedOn) } }),
    reason: '有效期满前未续签。',
    ...(bar === undefined ? {} : { earliestReapplyOn: addDays(bar.barredUntil, 1) }),
    duties: [
      { title: '结算清理', detail: '核对并结清协议有效期内发生的医药费用。' },
      { title: '交回标识牌', detail: '交回协议管理标识牌，停止使用医保标识。' },
      { title: '告知参保人员', detail: '在显著位置告知参保人员协议已经终止。' },
    ],
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'expiryNotice'>
}
