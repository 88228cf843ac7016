import type { DocumentData } from '#templates/registry'
import { serviceAgreementSample } from './agreement-samples'
import { applicant, contact, sampleHead } from './sample-parties'

// Lifelike data of the documents of change, renewal and ending. Functions, so that a test may change its copy.

const measure = '《东营市基本医疗保险医药机构协议管理办法》'
const headOf = (kindWord: string, issuedOn: string, ...articles: string[]) => ({
  ...sampleHead(undefined, kindWord),
  issuedOn,
  legalBasis: articles.map((article, index) => (index === 0 ? `${measure}${article}` : article)),
})
const agreementNumber = '东社保协约〔2026〕3号'
const term = { from: '2026-05-20', to: '2029-05-19' }
const bar = { lastDay: '2030-05-19', earliestReapplyOn: '2030-05-20' }

const movedItems = [
  { title: '执业地点', before: applicant.address, after: '山东省东营市东营区西二路218号1幢' },
  { title: '负责人', before: '赵䶮', after: '孙静' },
]

export const changeReceiptSample = (): DocumentData<'changeReceipt'> => ({
  head: headOf('变受', '2026-10-12', '第十四条', '第十五条'),
  institution: applicant,
  agreementNumber,
  filedOn: '2026-10-12',
  items: movedItems,
  licences: [
    {
      title: '《医疗机构执业许可证》',
      number: 'PDY000123370502D2152',
      changedOn: '2026-09-03',
      lastDay: '2026-10-08',
      explanation: '变更之日起1个月，至10月3日；该日为国庆节假期，顺延至假期后的第一个工作日。',
    },
    {
      title: '《营业执照》',
      number: '91370502MA3C8T2X4L',
      changedOn: '2026-09-15',
      lastDay: '2026-10-15',
      explanation: '变更之日起1个月，至10月15日。',
    },
  ],
  isLate: true,
  decisionDueOn: '2026-11-02',
  contact,
})

export const changeSupplementNoticeSample = (): DocumentData<'changeSupplementNotice'> => ({
  head: headOf('变补', '2026-10-13', '第九条第（二）项', '第十五条'),
  institution: applicant,
  agreementNumber,
  filedOn: '2026-10-12',
  gaps: [
    { item: '批准变更的文件', standard: '只提交首页，看不到批准机关的印章。', howToFix: '补交全部页次的复印件。' },
    { item: '新址的租赁合同', standard: '合同未写明租期。', howToFix: '提交写明租期的合同或者补充约定。' },
  ],
  window: { workingDays: 15, deemedOn: '2026-10-16', dueOn: '2026-11-06' },
  contact,
  ifUnanswered: '逾期未补正的，按现有材料决定；决定前原协议继续履行。',
})

export const changeRefusalSample = (): DocumentData<'changeRefusal'> => ({
  head: headOf('变拒', '2026-10-30', '第十五条'),
  institution: applicant,
  agreementNumber,
  filedOn: '2026-10-12',
  items: movedItems.slice(0, 1),
  facts:
    '2026年10月21日，两名工作人员到拟变更的执业地点核查，该处尚未完成装修，未接通医疗保险信息系统。\n你单位在核查笔录上签字，没有异议。',
  reason: '拟变更的执业地点不具备第七条规定的条件，双方于2026年10月26日协商，未能就完成的期限达成一致。',
  consequence: '依照第十五条，协商不成的，终止服务协议。终止须另行作出书面决定，作出前听取你单位的陈述申辩；决定送达前，协议继续履行。',
  statement: { until: '2026-11-09', how: '可以在平台本案页面提交，也可以到本单位当面陈述。' },
  contact,
})

export const supplementAgreementSample = (): DocumentData<'supplementAgreement'> => {
  const { agency, institution } = serviceAgreementSample()
  return {
    head: headOf('补协', '2026-10-30', '第十四条', '第十五条'),
    number: 2,
    agreementNumber,
    agency,
    institution,
    reason: '乙方迁址并变更负责人，相应证照已经变更。',
    items: movedItems,
    effective: { from: '2026-11-01' },
  }
}

export const renewalReceiptSample = (filedOn = '2029-03-02'): DocumentData<'renewalReceipt'> => ({
  head: headOf('续受', filedOn, '第十三条'),
  institution: applicant,
  agreementNumber,
  term,
  filedOn,
  countsFrom: filedOn < '2029-04-19' ? '2029-04-19' : filedOn,
  decisionDueOn: '2029-05-19',
  continuesAtMostUntil: '2029-08-17',
  contact,
})

export const renewalRefusalSample = (): DocumentData<'renewalRefusal'> => ({
  head: headOf('续拒', '2029-05-10', '第十三条', '第十九条第（一）项'),
  institution: applicant,
  agreementNumber,
  filedOn: '2029-04-20',
  facts: '2028年度考核不合格，考核结果通知书已于2029年3月5日送达，你单位未申辩。',
  reason: '第十三条规定，年度考核合格的续签服务协议。你单位2028年度考核不合格，限期整改后复核仍未达到要求。',
  grades: [
    { year: 2026, grade: '合格（86.40分）' },
    { year: 2027, grade: '合格（81.15分）' },
    { year: 2028, grade: '不合格（57.30分）', note: '住院管理、信息系统两项扣分较多，整改复核未通过。' },
  ],
  endsOn: '2029-05-19',
  bar,
  contact,
})

export const continuationNoticeSample = (): DocumentData<'continuationNotice'> => ({
  head: headOf('延', '2029-05-19', '第十三条'),
  institution: applicant,
  agreementNumber,
  term,
  filedOn: '2029-04-20',
  continuesAtMostUntil: '2029-08-17',
  contact,
})

export const renewalAgreementSample = (): DocumentData<'renewalAgreement'> => {
  const agreement = serviceAgreementSample()
  return {
    ...agreement,
    head: headOf('续', '2029-05-14', '第十三条'),
    term: { from: '2029-05-20', to: '2032-05-19' },
    former: { number: agreementNumber, endsOn: '2029-05-19' },
    differences: [
      {
        change: 'changed',
        title: '信息系统联网',
        before: '乙方自协议生效之日起二十日内完成与医疗保险信息系统的联网和测试。',
        after: '乙方保持与医疗保险信息系统的联网，系统升级后五个工作日内完成测试。',
      },
      { change: 'added', title: '电子凭证', after: '乙方支持参保人员使用医疗保险电子凭证就医购药。' },
      { change: 'removed', title: '过渡安排', before: '协议订立前已经住院的参保人员，按原办法结算至出院。' },
    ],
  }
}

const facts = [
  '2027年2月，你单位为28名参保人员虚构口腔治疗项目，涉及基金12,460.00元。',
  '2027年3月2日责令限期改正后，3月仍有6名参保人员的同类费用申报结算。',
]
const evidence = ['稽查笔录（2027年3月18日，两名工作人员）', '上传明细与病历比对表28份', '参保人员询问记录6份']

export const endingPriorNoticeSample = (): DocumentData<'endingPriorNotice'> => ({
  head: headOf('解告', '2027-04-06', '第十二条', '第十七条'),
  institution: applicant,
  agreementNumber,
  kind: 'rescission',
  ground: '虚构医疗服务骗取医疗保险基金，责令改正后仍不改正，违反法律、法规和双方约定',
  article: '第十七条',
  facts,
  evidence,
  plannedOn: '2027-04-30',
  statement: { until: '2027-04-15', how: '可以在平台本案页面提交，也可以书面或者到本单位当面陈述。' },
  contact,
})

export const statementRecordSample = (): DocumentData<'statementRecord'> => ({
  head: headOf('陈', '2027-04-13', '第十七条'),
  institution: applicant,
  agreementNumber,
  priorNotice: { number: '东社保协解告〔2027〕1号', until: '2027-04-15' },
  statement: {
    form: 'spoken',
    heldAt: '2027-04-13T01:30:00.000Z',
    place: '东营市民服务大厅3楼调解室',
    by: { name: '赵䶮', position: '负责人' },
    recorders: ['王明', '李红'],
    text: '2月的费用是一名医师个人所为，单位发现后已经解聘，并退回全部费用。\n3月的6笔是系统自动重传，不是新发生的费用，请求核对上传日志。',
    materials: ['解聘通知书', '退款凭证1份'],
    confirmation: { outcome: 'signed' },
  },
})

export const endingDecisionSample = (): DocumentData<'endingDecision'> => ({
  head: headOf('解', '2027-04-26', '第十条第（二）项', '第十二条', '第十七条'),
  institution: applicant,
  agreementNumber,
  kind: 'rescission',
  ground: '虚构医疗服务骗取医疗保险基金，责令改正后仍不改正，违反法律、法规和双方约定',
  article: '第十七条',
  facts,
  evidence,
  statement: {
    outcome: 'partlyAdopted',
    madeOn: '2027-04-13',
    summary: '2月的费用系医师个人所为，已经退回；3月的6笔系系统重传。',
    reason: '经核对上传日志，3月的6笔中2笔为重传，予以扣除；其余4笔为新发生的费用。退回费用不改变虚构服务的事实。',
  },
  takesEffectAt: '2027-04-30T16:00:00.000Z',
  duties: [
    { title: '在院参保人员', detail: '生效时仍在院治疗的，费用结算至出院；不能继续收治的，协助转往其他协议管理医疗机构。' },
    { title: '费用结清', detail: '申报生效前发生的全部费用，核对往来款项。', dueOn: '2027-05-30' },
    { title: '标识交回', detail: '交回协议管理标识，停止使用相关字样。', dueOn: '2027-05-30' },
  ],
  bar: { lastDay: '2028-04-30', earliestReapplyOn: '2028-05-01' },
  contact,
})

export const rescissionAgreementSample = (): DocumentData<'rescissionAgreement'> => {
  const { agency, institution } = serviceAgreementSample()
  return {
    head: headOf('协解', '2027-09-06', '第十六条'),
    agreementNumber,
    agency,
    institution,
    reason: '乙方因经营调整，不再提供口腔科以外的门诊服务，于2027年8月2日提出解除，甲方同意。',
    endsAt: '2027-09-30T16:00:00.000Z',
    duties: [
      { title: '慢性病参保人员', detail: '乙方向签约的参保人员逐人说明，甲方安排转签。', dueOn: '2027-09-25' },
      { title: '费用结清', detail: '双方核对往来款项，结清全部费用。', dueOn: '2027-10-30' },
    ],
    bar: { lastDay: '2028-09-30', earliestReapplyOn: '2028-10-01' },
  }
}

export const endingAnnouncementSample = (alternatives = 3): DocumentData<'endingAnnouncement'> => ({
  head: headOf('终告', '2027-05-06', '第九条第（五）项', '第十七条'),
  kind: 'rescission',
  institution: applicant,
  agreementNumber,
  endsAt: '2027-04-30T16:00:00.000Z',
  ground: '违反法律、法规、政策规定和双方约定（第十七条）',
  inpatients: '此前已经住院的参保人员，费用结算至出院。',
  alternatives: Array.from({ length: alternatives }, (_, index) => ({
    name: `东营区文汇街道第${index + 1}社区卫生服务站`,
    address: `山东省东营市东营区济南路${100 + index}号`,
    services: ['普通门诊', '门诊统筹'],
  })),
  searchAddress: '平台“定点查询”栏目',
  enquiries: { office: contact.office, phone: contact.phone },
})

export const handOverNoticeSample = (): DocumentData<'handOverNotice'> => ({
  head: { ...headOf('移协', '2026-11-02', '第四条', '第十五条'), issuer: '东营市东营区社会保险中心' },
  institution: applicant,
  agreementNumber,
  fromAgency: '东营市东营区社会保险中心',
  toAgency: { name: '东营市垦利区社会保险中心', phone: '0546-8300002', address: '东营市垦利区振兴路1号' },
  handedOverOn: '2026-11-09',
  reason: '你单位的执业地点由东营区变更至垦利区，变更已经双方协商一致；依照第四条，由垦利区社会保险中心承办。',
})
