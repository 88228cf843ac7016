import { readFileSync } from 'node:fs'
import type { DocumentData } from '#templates/registry'
import {
  barFactDecisionSample,
  expiryNoticeSample,
  filingFormSample,
  filingReceiptSample,
  listAnnouncementSample,
  serviceAgreementSample,
} from './agreement-samples'
import {
  changeReceiptSample,
  changeRefusalSample,
  changeSupplementNoticeSample,
  continuationNoticeSample,
  endingAnnouncementSample,
  endingDecisionSample,
  endingPriorNoticeSample,
  handOverNoticeSample,
  renewalAgreementSample,
  renewalReceiptSample,
  renewalRefusalSample,
  rescissionAgreementSample,
  statementRecordSample,
  supplementAgreementSample,
} from './later-life-samples'
import { applicant, contact, sampleHead } from './sample-parties'

// Lifelike data for every kind of document. Functions, so that a test may change its copy.

export const applicationReceiptSample = (): DocumentData<'applicationReceipt'> => ({
  head: sampleHead(),
  applicant,
  subject: '协议管理医疗机构申请（普通门诊、门诊统筹）',
  receivedAt: '2026-03-02T01:05:00.000Z',
  receiver: '李红（收件窗口3号）',
  items: [
    { name: '东营市基本医疗保险协议管理医疗机构申请表（附件3）', form: '电子件', copies: 1, isOriginalSeen: false },
    { name: '评估标准表自评情况（附件1）', form: '电子件', copies: 1, isOriginalSeen: false },
    { name: '《医疗机构执业许可证》正本、副本', form: '复印件', copies: 2, isOriginalSeen: true, note: '副本含校验记录' },
    { name: '《营业执照》', form: '复印件', copies: 1, isOriginalSeen: true },
    { name: '执业医师、护士资格证书与执业证书', form: '复印件', copies: 6, isOriginalSeen: true, note: '原件当场退还' },
    { name: '房屋产权证明或者租赁合同', form: '复印件', copies: 1, isOriginalSeen: true },
  ],
  answerDueOn: '2026-03-09',
})

export const acceptanceNoticeSample = (): DocumentData<'acceptanceNotice'> => ({
  head: sampleHead(undefined, '受'),
  applicant,
  appliedOn: '2026-03-02',
  acceptedOn: '2026-03-05',
  services: ['普通门诊', '门诊统筹'],
  round: { name: '2026年4月批次', lockOn: '2026-03-31' },
  progressCode: 'JD-8K2F-91',
  contact,
})

export const supplementNoticeSample = (): DocumentData<'supplementNotice'> => ({
  head: sampleHead(undefined, '补'),
  applicant,
  receivedOn: '2026-03-02',
  gaps: [
    {
      item: '《医疗机构执业许可证》副本复印件',
      standard: '校验记录页缺失，不能确认校验有效期是否涵盖申请日（2026年3月2日）。',
      howToFix: '补交副本全部页次，加盖单位公章；校验不在有效期内的，先办理校验。',
    },
    {
      item: '医保信息系统建设说明',
      standard: '未写明与医保信息系统对接的接口、专线和进销存软件版本；☑已建 ☐未建均未勾选。',
      howToFix: '按附表填写，勾选“☑已建”或者“☐未建”，由负责人签字。',
    },
    {
      item: '房屋租赁合同',
      standard: '租金为￥128,500.00/年（含税5%），租期至2026年4月30日，剩余不足一年。',
      howToFix: '提交续租协议或产权证明——二者任选其一。',
    },
  ],
  window: { workingDays: 15, deemedOn: '2026-03-10', dueOn: '2026-03-31' },
  contact,
  ifUnanswered: '逾期未补正的，视为撤回申请，不影响以后再次申请。',
})

export const refusalNoticeSample = (): DocumentData<'refusalNotice'> => ({
  head: sampleHead(undefined, '拒'),
  applicant,
  appliedOn: '2026-03-02',
  grounds: [
    {
      ground: 'agreementEndedWithinYear',
      facts: '你单位原服务协议（东社保协〔2022〕15号）于2025年5月10日24时终止，至申请之日未满一年。',
      evidence: '到期终止告知书（东社保协终〔2025〕2号）及送达回证。',
    },
    { ground: 'selfEvaluationBelowStandard', facts: '你单位自评折算总分为76.50分，低于合格线80分。' },
  ],
  earliestReapplyOn: '2026-05-11',
  contact,
})

type Standard = {
  id: string
  title: string
  version: string
  categories: { id: string; title: string }[]
  items: { id: string; title: string; category: string; maxScore: number; veto: boolean }[]
}

/** An evaluation of every item of a published table; every third item lost a point and says why. */
export const evaluationFormSample = (standardIndex = 0): DocumentData<'evaluationForm'> => {
  const seed = JSON.parse(readFileSync(new URL('../../db/seeds/evaluation-standards.json', import.meta.url), 'utf8')) as {
    standards: Standard[]
  }
  const standard = seed.standards[standardIndex]
  if (!standard) throw new Error(`no standard ${standardIndex}`)
  const categories = standard.categories
    .map(({ id, title }) => ({
      id,
      title,
      items: standard.items
        .filter((item) => item.category === id && item.maxScore > 0)
        .map((item, index) => {
          const fullTenths = item.maxScore
          const lost = index % 3 === 1 ? 5 : 0
          return {
            id: item.id,
            title: item.title,
            fullTenths,
            selfTenths: fullTenths,
            officialTenths: fullTenths - lost,
            ...(lost > 0 ? { reason: '抽查10份记录，1份缺少签名与日期，按标准扣减；证据照片编号P-0312。' } : {}),
          }
        }),
    }))
    .filter((category) => category.items.length > 0)
  const items = categories.flatMap((category) => category.items)
  const sum = (pick: (item: (typeof items)[number]) => number) => items.reduce((total, item) => total + pick(item), 0)
  const [denominator, self, official] = [sum((item) => item.fullTenths), sum((item) => item.selfTenths), sum((item) => item.officialTenths)]
  return {
    head: sampleHead(undefined, '评'),
    institution: {
      name: applicant.name,
      kind: '诊所（含中医诊所、口腔诊所、医务室）',
      address: applicant.address,
      services: ['普通门诊', '门诊统筹'],
    },
    standard: { title: standard.title, version: standard.version },
    round: '2026年4月批次',
    visitedOn: '2026-04-14',
    categories,
    totals: {
      denominatorTenths: denominator,
      selfTenths: self,
      officialTenths: official,
      selfNormalisedHundredths: Math.round((self / denominator) * 10_000),
      officialNormalisedHundredths: Math.round((official / denominator) * 10_000),
      passMarkHundredths: 8000,
    },
    vetoes: standard.items
      .filter((item) => item.veto)
      .map((item, index) => ({
        id: item.id,
        title: item.title,
        isSelfPassed: true,
        isPassed: true,
        ...(index === 1 ? { reason: '门牌号变更，有公安机关证明。' } : {}),
      })),
    vetoMinute: {
      decidedAt: '2026-04-14T07:30:00.000Z',
      text: '一名成员提出执业地点门牌与许可登记不一致。经查看公安机关出具的门牌变更证明，全体成员一致认定该项通过。',
      participants: ['张伟', '刘芳', '陈静', '周志强'],
    },
    services: [
      { name: '普通门诊', scoreTenths: 240, fullTenths: 260, isPassed: true },
      { name: '门诊统筹', scoreTenths: 50, fullTenths: 100, isPassed: false, note: '专项得分低于60%，不纳入拟签约范围。' },
    ],
    isPassed: true,
    members: [
      { role: '经办机构工作人员', name: '张伟', confirmedAt: '2026-04-14T08:00:00.000Z' },
      { role: '临床或护理专家', name: '刘芳', confirmedAt: '2026-04-14T08:02:00.000Z' },
      { role: '医院管理专家', name: '陈静', confirmedAt: '2026-04-14T08:03:00.000Z' },
      { role: '参保人员代表', name: '周志强', confirmedAt: '2026-04-14T08:05:00.000Z' },
    ],
    institutionConfirmation: { name: '赵䶮', at: '2026-04-14T08:10:00.000Z' },
    approval: { name: '孙立', position: '中心主任', approvedAt: '2026-04-20T02:00:00.000Z' },
  }
}

export const publicNoticeSample = (count = 8): DocumentData<'publicNotice'> => ({
  head: sampleHead(undefined, '公'),
  round: '2026年4月',
  institutions: Array.from({ length: count }, (_, index) => ({
    name: index % 3 === 2 ? `东营利民大药房第${index + 1}分店` : `东营区文汇街道第${index + 1}社区卫生服务站`,
    address: `山东省东营市东营区济南路${100 + index}号`,
    services: index % 3 === 2 ? ['零售药店购药'] : ['普通门诊', '门诊统筹'],
    result: index === 4 ? '不合格' : '合格，拟签约',
    totalHundredths: index === 4 ? 7650 : 9525 - index * 113,
  })),
  from: '2026-05-06',
  to: '2026-05-12',
  workingDays: 5,
  objection: { office: contact.office, phone: contact.phone, address: contact.address, onlineAddress: '平台“公示公告”栏目' },
})

export const evaluationVisitNoticeSample = (): DocumentData<'evaluationVisitNotice'> => ({
  head: sampleHead(undefined, '查'),
  institution: applicant,
  round: '2026年4月批次',
  visit: { day: '2026-04-14', timeInWords: '上午9时' },
  standard: { title: '东营市基本医疗保险协议管理医疗机构评估标准表', version: '2016-draft.1' },
  members: [
    { role: '经办机构工作人员', name: '张伟', employer: '东营市社会保险中心' },
    { role: '临床或护理专家', name: '刘芳', employer: '东营市人民医院' },
    { role: '医院管理专家', name: '陈静', employer: '胜利油田中心医院' },
    { role: '参保人员代表', name: '周志强', employer: '东营区文汇街道' },
  ],
  preparations: ['证照和人员资质原件', '近三个月处方、病历和进销存数据', '医保信息系统演示环境'],
  objectToMembersUntil: '2026-04-10',
  contact,
})

export const evaluationResultNoticeSample = (): DocumentData<'evaluationResultNotice'> => ({
  head: sampleHead(undefined, '果'),
  institution: applicant,
  round: '2026年4月批次',
  visitedOn: '2026-04-14',
  totalHundredths: 9450,
  passMarkHundredths: 8000,
  isPassed: true,
  failedVetoes: [],
  services: [
    { name: '普通门诊', isPassed: true },
    { name: '门诊统筹', isPassed: false, note: '专项得分低于60%，不纳入拟签约范围。' },
  ],
  advice: ['完善门诊统筹签约档案，补齐签名与日期。', '药品库存与系统数据每月核对一次。'],
  contact,
})

export const objectionReceiptSample = (): DocumentData<'objectionReceipt'> => ({
  head: { ...sampleHead(undefined, '异'), issuedOn: '2026-05-08' },
  registerNumber: '2026-0507-02',
  institution: '东营利民大药房第3分店',
  noticeNumber: '东社保协公〔2026〕3号',
  receivedAt: '2026-05-07T06:20:00.000Z',
  facts: '该店营业时间内长期没有药师在岗，本人4月20日、27日两次到店均未见药师，仍销售处方药。',
  evidence: ['现场照片2张', '购药小票1张'],
  answerDueOn: '2026-05-28',
  contact,
})

export const objectionAnswerSample = (): DocumentData<'objectionAnswer'> => ({
  head: { ...sampleHead(undefined, '答'), issuedOn: '2026-05-15' },
  registerNumber: '2026-0507-02',
  institution: '东营利民大药房第3分店',
  receivedOn: '2026-05-07',
  inquiry: '两名核查人员于2026年5月13日到店查看排班、监控和销售记录，并询问店长及两名药师。',
  finding: '4月20日药师因病请假，当日无替班药师，销售处方药3笔；4月27日药师在岗。',
  isUpheld: true,
  consequence: '该店药师在岗项目重新计分，折算总分由92.99分调整为88.49分，仍为合格；对4月20日的违规另行处理。',
  contact,
})

export const transferNoticeSample = (): DocumentData<'transferNotice'> => ({
  head: { ...sampleHead('东营市东营区社会保险中心', '移'), legalBasis: ['《东营市基本医疗保险医药机构协议管理办法》第四条'] },
  applicant,
  subject: '协议管理医疗机构申请（普通门诊、门诊统筹）',
  receivedAt: '2026-03-02T01:05:00.000Z',
  fromAgency: '东营市东营区社会保险中心',
  toAgency: { name: '东营市社会保险中心', phone: contact.phone, address: contact.address },
  reason: '你单位为油田所属医疗机构，依照第四条由市社会保险经办机构承办，不属于东营区社会保险中心的管辖范围。',
})

export const visitRecordSample = (): DocumentData<'visitRecord'> => ({
  head: { ...sampleHead(undefined, '录'), issuedOn: '2026-04-14' },
  institution: applicant,
  round: '2026年4月批次',
  standard: { title: '东营市基本医疗保险协议管理医疗机构评估标准表', version: '2016-draft.1' },
  visitedOn: '2026-04-14',
  arrivedAt: '09:05',
  leftAt: '11:40',
  members: [
    { role: '经办机构工作人员', name: '张伟' },
    { role: '临床或护理专家', name: '刘芳' },
    { role: '医院管理专家', name: '陈静' },
    { role: '参保人员代表', name: '周志强' },
  ],
  representative: { name: '赵䶮', position: '负责人' },
  findings:
    '查验《医疗机构执业许可证》正、副本，校验有效期至2027年6月30日，诊疗科目为口腔科。\n抽查3月处方60张，其中4张缺少药师签名；抽查门诊日志与上传数据20例，一致。\n实地核对药品30种，账实相符28种，差异2种已当场说明。',
  statement: '缺签名的处方系3月12日系统升级期间手工开具，已补签。对其他记录没有意见。',
  confirmation: { outcome: 'signed' },
})

export const noticeCorrectionSample = (): DocumentData<'noticeCorrection'> => ({
  head: { ...sampleHead(undefined, '更'), issuedOn: '2026-05-08' },
  noticeNumber: '东营医保示〔2026〕1号',
  institution: '东营利民大药房第3分店',
  field: '地址',
  wrong: '东营区济南路8号',
  right: '东营区济南路18号',
  reason: '录入时漏写门牌号，与《药品经营许可证》不一致。',
  from: '2026-05-08',
  to: '2026-05-15',
  workingDays: 5,
})

export const noticeStatementSample = (): DocumentData<'noticeStatement'> => ({
  head: {
    ...sampleHead(undefined, '示说'),
    issuedOn: '2026-05-14',
    legalBasis: ['《东营市基本医疗保险医药机构协议管理办法》第九条第（四）项'],
  },
  round: '2026年4月',
  noticeNumber: '东社保协公〔2026〕3号',
  institutions: 8,
  from: '2026-05-06T01:05:00.000Z',
  to: '2026-05-13T16:00:00.000Z',
  workingDays: 6,
  checks: { done: 46, failed: 2 },
  lostDays: [{ day: '2026-05-08', reason: '服务器检修，当日8时至17时公示网页没有应答。' }],
  extensions: [{ workingDays: 1, until: '2026-05-13', reason: '补足5月8日中断的公示时间。' }],
  objections: [
    { registerNumber: '东社保协异〔2026〕1号', receivedOn: '2026-05-07', outcome: 'upheld' },
    { registerNumber: '东社保协异〔2026〕2号', receivedOn: '2026-05-12', outcome: 'pending' },
  ],
  result: '没有异议的6家机构，按第九条第（五）项协商签订服务协议。\n异议尚在核查的1家机构，核查结束前暂不签订。',
})

/** A sample of every kind, by kind. */
export const documentSamples = {
  applicationReceipt: applicationReceiptSample,
  transferNotice: transferNoticeSample,
  acceptanceNotice: acceptanceNoticeSample,
  supplementNotice: supplementNoticeSample,
  refusalNotice: refusalNoticeSample,
  evaluationForm: evaluationFormSample,
  publicNotice: publicNoticeSample,
  noticeCorrection: noticeCorrectionSample,
  noticeStatement: noticeStatementSample,
  serviceAgreement: serviceAgreementSample,
  expiryNotice: expiryNoticeSample,
  evaluationVisitNotice: evaluationVisitNoticeSample,
  visitRecord: visitRecordSample,
  evaluationResultNotice: evaluationResultNoticeSample,
  objectionReceipt: objectionReceiptSample,
  objectionAnswer: objectionAnswerSample,
  filingForm: filingFormSample,
  filingReceipt: filingReceiptSample,
  listAnnouncement: () => listAnnouncementSample(4, 2, 2),
  barFactDecision: barFactDecisionSample,
  changeReceipt: changeReceiptSample,
  changeSupplementNotice: changeSupplementNoticeSample,
  changeRefusal: changeRefusalSample,
  supplementAgreement: supplementAgreementSample,
  renewalReceipt: renewalReceiptSample,
  renewalRefusal: renewalRefusalSample,
  continuationNotice: continuationNoticeSample,
  renewalAgreement: renewalAgreementSample,
  endingPriorNotice: endingPriorNoticeSample,
  statementRecord: statementRecordSample,
  endingDecision: endingDecisionSample,
  rescissionAgreement: rescissionAgreementSample,
  endingAnnouncement: endingAnnouncementSample,
  handOverNotice: handOverNoticeSample,
} as const
