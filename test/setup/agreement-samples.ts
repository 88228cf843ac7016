import { fillChapters } from '#templates/clauses/clause-set'
import type { DocumentData } from '#templates/registry'
import { applicant, contact, sampleHead } from './sample-parties'

// Lifelike data of the agreement and of what follows it. Functions, so that a test may change its copy.

/** An agreement of three years, or a long-term one (第十三条). */
export const serviceAgreementSample = (isLongTerm = false): DocumentData<'serviceAgreement'> => {
  const filled = fillChapters(
    { institutionType: 'medical', services: ['general_outpatient', 'outpatient_pooling'], isLongTerm },
    {
      agencyName: '东营市社会保险中心',
      institutionName: applicant.name,
      practiceAddress: applicant.address,
      services: '普通门诊、门诊统筹',
      termFrom: '2026年5月20日',
      ...(isLongTerm ? {} : { termTo: '2029年5月19日' }),
      settlementAccountName: applicant.name,
      settlementBank: '中国农业银行东营东城支行',
      settlementAccountNumber: '15720101040012345',
      complaintPhone: '0546-8300001',
    },
  )
  if (!filled.ok) throw new Error(filled.missingVariables.join())
  return {
    head: {
      ...sampleHead(undefined, '约'),
      legalBasis: ['《中华人民共和国社会保险法》第三十一条', '《东营市基本医疗保险医药机构协议管理办法》第九条第（五）项'],
    },
    agency: { name: '东营市社会保险中心', address: contact.address, representative: '孙立', phone: contact.phone },
    institution: {
      name: applicant.name,
      creditCode: '91370502MA3C8T2X4L',
      licenceNumber: 'PDY000123370502D2152',
      address: applicant.address,
      representative: '赵䶮',
      phone: '13854600000',
    },
    insuranceType: '基本医疗保险',
    services: ['普通门诊', '门诊统筹'],
    term: { from: '2026-05-20', to: isLongTerm ? null : '2029-05-19' },
    settlementAccount: { accountName: applicant.name, bank: '中国农业银行东营东城支行', number: '15720101040012345' },
    clauseSet: { id: 'service-agreement', version: '2016-draft.1' },
    chapters: filled.chapters,
  }
}

export const expiryNoticeSample = (): DocumentData<'expiryNotice'> => ({
  head: { ...sampleHead(undefined, '终'), issuedOn: '2029-05-21' },
  institution: applicant,
  agreementNumber: '东社保协约〔2026〕3号',
  term: { from: '2026-05-20', to: '2029-05-19' },
  listing: { listNumber: '东社保协单〔2026〕2号', listedOn: '2026-06-01' },
  reason: '你单位在届满前未提出续签申请。',
  earliestReapplyOn: '2030-05-20',
  duties: [
    { title: '费用结清', detail: '申报届满前发生的全部费用，核对往来款项。', dueOn: '2029-06-18' },
    { title: '标识交回', detail: '交回协议管理标识，停止使用相关字样。', dueOn: '2029-06-18' },
    { title: '资料保存', detail: '妥善保存病历、处方、票据及数据，配合后续核查。' },
  ],
  contact,
})

export const barFactDecisionSample = (): DocumentData<'barFactDecision'> => ({
  head: sampleHead(undefined, '查'),
  institution: applicant,
  creditCode: '91370502MA3C8T2X4L',
  foundOn: '2026-03-09',
  facts: '申请时提交的两名执业医师的资格证书系变造，经发证机关核实。',
  evidence: '发证机关的复函',
  barredUntil: '2027-03-09',
  earliestReapplyOn: '2027-03-10',
  contact,
})

export const filingFormSample = (): DocumentData<'filingForm'> => ({
  head: { ...sampleHead(undefined, '备'), issuedOn: '2026-05-20' },
  authority: '东营市人力资源和社会保障局',
  agreements: Array.from({ length: 4 }, (_, index) => ({
    number: `东社保协约〔2026〕${index + 3}号`,
    institution: `东营区文汇街道第${index + 1}社区卫生服务站`,
    services: ['普通门诊', '门诊统筹'],
    from: '2026-05-20',
    to: index === 3 ? null : '2029-05-19',
    signedOn: '2026-05-18',
  })),
  preparedBy: '王明',
})

/** A list with `additions` newcomers, the last of them with a long-term agreement, `exits` leavers and `changes` changed ones. */
export const listAnnouncementSample = (additions = 4, exits = 2, changes = 0): DocumentData<'listAnnouncement'> => ({
  head: { ...sampleHead(undefined, '单'), issuedOn: '2026-06-02' },
  subject: '2026年4月批次',
  additions: Array.from({ length: additions }, (_, index) => ({
    name: `东营区文汇街道第${index + 1}社区卫生服务站`,
    code: `91370502MA3C8T${String(index + 1).padStart(3, '0')}L`,
    address: `山东省东营市东营区济南路${100 + index}号`,
    services: ['普通门诊', '门诊统筹'],
    from: '2026-05-20',
    to: index === additions - 1 ? null : '2029-05-19',
  })),
  changes: Array.from({ length: changes }, (_, index) => ({
    name: `东营康宁诊所${index + 1}`,
    code: `91370502MA3CK1N${String(index + 1).padStart(2, '0')}9`,
    address: `山东省东营市东营区府前大街${60 + index}号`,
    services: ['普通门诊'],
    from: '2025-05-20',
    to: '2028-05-19',
    agency: '东营区',
    licence: 'PDY371234370502D1102',
    items: [
      { title: '机构名称', before: `东营康宁门诊部${index + 1}`, after: `东营康宁诊所${index + 1}` },
      { title: '服务类别', before: '普通门诊、门诊统筹', after: '普通门诊' },
    ],
  })),
  exits: Array.from({ length: exits }, (_, index) => ({
    name: `东营利民大药房第${index + 1}分店`,
    address: `山东省东营市东营区西二路${200 + index}号`,
    reason: index === 0 ? '协议到期未续签' : '注销药品经营许可证',
    endedOn: '2026-05-10',
  })),
  enquiries: { office: contact.office, phone: contact.phone },
})

export const filingReceiptSample = (): DocumentData<'filingReceipt'> => ({
  head: {
    ...sampleHead('东营市人力资源和社会保障局', '备回'),
    documentNumber: '东人社医备〔2026〕3号',
    issuedOn: '2026-05-21',
    legalBasis: ['《东营市基本医疗保险医药机构协议管理办法》第十一条'],
  },
  authority: '东营市人力资源和社会保障局',
  agency: '东营市社会保险中心',
  agreement: {
    number: '东社保协约〔2026〕3号',
    institution: applicant.name,
    services: ['普通门诊', '门诊统筹'],
    from: '2026-05-20',
    to: '2029-05-19',
  },
  filedOn: '2026-05-20',
  receivedOn: '2026-05-21',
  remarks: ['结算账户的户名与乙方登记名称不一致，请核实。', '第十五条的通知期限请在今后的协议中统一。'],
})
