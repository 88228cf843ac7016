import { beforeAll, describe, expect, test } from 'vitest'
import { checkDocument, type DocumentKind, documents, renderDocument } from '#templates/registry'
import { expiryNoticeSample, filingReceiptSample, listAnnouncementSample, serviceAgreementSample } from '#test/setup/agreement-samples'
import {
  documentSamples,
  evaluationFormSample,
  noticeStatementSample,
  objectionReceiptSample,
  publicNoticeSample,
  refusalNoticeSample,
  supplementNoticeSample,
  visitRecordSample,
} from '#test/setup/document-samples'
import { checkPdfStructure, pdfFonts, pdfInfo, pdfLines, pdfMetadata, pdfPages, pdfSource, pdfText } from '#test/setup/pdf'
import { DocumentKind as IssuedKind } from '#workflows/engine/effects'

/** Sentences that must be found again, per kind. */
const expectedText: Record<DocumentKind, string[]> = {
  applicationReceipt: [
    '我单位于2026年3月2日9:05收到材料6项',
    '《医疗机构执业许可证》正本、副本',
    '不代表申请已被受理',
    '在2026年3月9日前书面告知',
  ],
  acceptanceNotice: ['自2026年3月5日起受理', '预计参加2026年4月批次评估', '2026年3月31日锁定'],
  supplementNotice: [
    '首次也是唯一一次补正告知',
    '租金为￥128,500.00/年（含税5%）',
    '2026年3月10日视为送达',
    '最迟至2026年3月31日24时届满',
    '☑已建',
    '☐未建',
  ],
  refusalNotice: ['第十条第（二）项：', '至申请之日未满一年', '最早可以自2026年5月11日起再次提出申请', '行政复议'],
  evaluationForm: [
    'M-B02',
    '折算总分',
    '合格线80.00分',
    '医院管理专家陈静2026年4月14日16:03',
    '专项得分低于60%',
    '中心主任',
    '四舍五入到小数点后两位',
  ],
  publicNotice: ['2026年5月6日0时起至2026年5月12日24时止，共5个工作日', '以真实姓名提出', '95.25'],
  noticeCorrection: ['东营医保示〔2026〕1号评估结果公示', '东营区济南路18号', '自2026年5月8日起至2026年5月15日24时止', '其他机构不受影响'],
  noticeStatement: [
    '2026年5月6日9:05发布，至2026年5月13日24时结束',
    '其中2次未能正常查阅',
    '顺延1个工作日',
    '东社保协异〔2026〕2号2026年5月12日核查中',
  ],
  serviceAgreement: ['第一条协议目的', '2026年5月20日起至2029年5月19日24时止', '账号15720101040012345', '甲方（盖章）：', '乙方（盖章）：'],
  expiryNotice: ['至2029年5月19日24时届满', '最早可以自2030年5月20日起重新提出', '2029年6月18日前'],
  evaluationVisitNotice: ['定于2026年4月14日上午9时', '胜利油田中心医院', '在2026年4月10日前申请其回避'],
  evaluationResultNotice: ['折算总分94.50分', '否决项全部通过', '药品库存与系统数据每月核对一次'],
  transferNotice: ['仍为2026年3月2日9:05', '应当由东营市社会保险中心办理', '不必重新申请', '电话0546-8300000'],
  visitRecord: ['09:05', '11:40', '4张缺少药师签名', '缺签名的处方系3月12日', '赵䶮（负责人）代表被考查机构阅看本记录'],
  objectionReceipt: ['异议登记号2026-0507-02的异议人', '2026年5月7日14:20收到', '现场照片2张；购药小票1张', '在2026年5月28日前书面答复'],
  objectionAnswer: ['异议登记号2026-0507-02的异议人', '异议成立。', '调整为88.49分'],
  filingForm: ['下列4份服务协议', '2026-05-20至2029-05-19', '2026-05-20起长期'],
  filingReceipt: ['2026年5月20日报送备案', '于2026年5月21日收到', '提出下列2条意见', '不影响该协议的效力和履行'],
  barFactDecision: ['91370502MA3C8T2X4L', '2026年3月9日查实', '变造', '至2027年3月9日', '可以自2027年3月10日起', '行政复议'],
  changeReceipt: ['2026年9月3日2026年10月8日', '顺延至假期后的第一个工作日', '逾期申请：', '在2026年11月2日前书面答复'],
  changeSupplementNotice: ['申请的提出日期不因补正改变', '看不到批准机关的印章', '最迟至2026年11月6日24时届满', '按现有材料决定'],
  changeRefusal: ['不同意下列变更', '尚未完成装修', '作出前听取你单位的陈述申辩', '在2026年11月9日24时前陈述申辩'],
  supplementAgreement: ['第二号补充协议', '西二路218号1幢', '自2026年11月1日起执行', '原协议的其他条款不变', '甲方（盖章）：'],
  renewalReceipt: ['续签申请预受理通知书', '按2029年4月19日提出计算', '不必再次申请', '应当在2029年8月17日前作出决定'],
  renewalRefusal: ['不合格（57.30分）', '至2029年5月19日24时终止', '最早可以自2030年5月20日起重新申请', '行政复议'],
  continuationNotice: ['责任不在你单位', '中间没有间断', '应当在2029年8月17日前作出决定', '协议不因此终止', '不需要办理任何手续'],
  renewalAgreement: ['续签前的协议东社保协约〔2026〕3号', '2029年5月20日起至2032年5月19日24时止', '信息系统联网修改', '乙方（盖章）：'],
  endingPriorNotice: ['拟依照第十七条，解除', '虚构口腔治疗项目', '稽查笔录', '在2027年4月15日24时前陈述申辩'],
  statementRecord: ['2027年4月13日9:30', '请求核对上传日志', '2.退款凭证1份', '确认与陈述相符并签字'],
  endingDecision: ['部分采纳，理由是：', '自2027年4月30日24时起解除', '在院参保人员', '最早可以自2028年5月1日起', '六个月内向人民法院'],
  rescissionAgreement: ['自2027年9月30日24时起解除', '结清全部费用', '乙方最早可以自2028年10月1日起', '甲方（盖章）：'],
  endingAnnouncement: ['解除原因违反法律', '第3社区卫生服务站', '全部名单见平台', '费用结算至出院'],
  handOverNotice: ['自2026年11月9日起移交东营市垦利区社会保险中心', '不需要重新签订', '电话0546-8300002'],
  listAnnouncement: [
    '新增4家，变更2家，退出2家',
    '三、退出的医药机构',
    '东营康宁门诊部1',
    '91370502MA3C8T001L',
    '2026-05-20起长期',
    '注销药品经营许可证',
  ],
}

const kinds = Object.keys(documents) as DocumentKind[]

test('every document that a step issues can be printed', () => {
  expect(IssuedKind.options.filter((kind) => !kinds.includes(kind))).toEqual([])
})

describe.each(kinds)('%s', (kind) => {
  let bytes: Uint8Array
  beforeAll(async () => {
    bytes = await renderDocument(kind, documentSamples[kind]())
  })

  test('says what it must, and its head', () => {
    const text = pdfText(bytes)
    const { head } = documentSamples[kind]()
    const closing = [head.documentNumber, head.caseNumber, ...head.legalBasis, head.remedy, head.service, head.verification.code, '第1页共']
    for (const sentence of [...expectedText[kind], ...closing]) expect(text).toContain(sentence.replace(/\s/g, ''))
  })

  test('is a sound file of PDF 1.7 in Chinese with a title, dated by its data', () => {
    checkPdfStructure(bytes)
    const info = pdfInfo(bytes)
    expect(info['PDF version']).toBe('1.7')
    expect(info.Title).toContain(documents[kind].title)
    expect(info.Author).toBe(documentSamples[kind]().head.issuer)
    expect(info.CreationDate).toContain(documentSamples[kind]().head.issuedOn.slice(0, 7))
    expect(pdfSource(bytes)).toContain('/Lang (zh-CN)')
  })

  test('embeds every font it names, with the way back to text', () => {
    const fonts = pdfFonts(bytes)
    expect(fonts.length).toBeGreaterThan(2)
    expect(fonts.filter((font) => !font.isEmbedded || !font.isSubset || !font.hasUnicodeMap)).toEqual([])
  })

  test('has the same bytes for the same data', async () => {
    expect(Buffer.compare(bytes, await renderDocument(kind, documentSamples[kind]()))).toBe(0)
  })

  test('passes the check that precedes its number, and its frozen data prints the same', async () => {
    const check = checkDocument(kind, documentSamples[kind]())
    if (!check.ok) throw new Error(JSON.stringify(check))
    expect(Buffer.compare(bytes, await renderDocument(kind, JSON.parse(JSON.stringify(check.data))))).toBe(0)
  })

  test('refuses a field it does not know', () => {
    expect(checkDocument(kind, { ...documentSamples[kind](), surprise: 1 }).ok).toBe(false)
  })
})

describe('characters', () => {
  test('rare characters of a name print and can be copied', async () => {
    expect(pdfText(await renderDocument('refusalNotice', refusalNoticeSample()))).toContain('文汇街道㛃䶮𬭊口腔诊所')
  })

  test('a character without a font is named before a number is given, and never printed as a blank', async () => {
    const data = refusalNoticeSample()
    data.applicant = { ...data.applicant, name: '东营𪚥门诊部' }
    expect(checkDocument('refusalNotice', data)).toEqual({ ok: false, issues: [], missingCharacters: ['𪚥'] })
    await expect(renderDocument('refusalNotice', data)).rejects.toThrow('𪚥')
  })

  test('a radical that looks like a character leaks into no other document and not into its own', async () => {
    const withRadical = refusalNoticeSample()
    withRadical.applicant = { ...withRadical.applicant, name: '⽇照门诊部' }
    const first = pdfText(await renderDocument('refusalNotice', withRadical))
    expect(first).toContain('⽇照门诊部')
    expect(first).toContain('2026年3月2日')
    const second = pdfText(await renderDocument('refusalNotice', refusalNoticeSample()))
    expect(second).not.toContain('⽇')
    expect(second).toContain('2026年3月2日')
  })

  test('a name with & and < stands in the text, the title and well-formed metadata', async () => {
    const data = refusalNoticeSample()
    data.applicant = { ...data.applicant, name: '康宁&仁和<东营>诊所' }
    const bytes = await renderDocument('refusalNotice', data)
    expect(pdfText(bytes)).toContain('康宁&仁和<东营>诊所：')
    expect(pdfInfo(bytes).Title).toBe('不予受理通知书（康宁&仁和<东营>诊所）')
    expect(pdfMetadata(bytes)).toContain('康宁&amp;仁和&lt;东营&gt;诊所')
  })

  test('line ends of another system and tabs are made plain', async () => {
    const data = supplementNoticeSample()
    data.gaps = [{ item: '申请表', standard: '第一点缺失\r\n第二点\t缺失', howToFix: '补齐' }]
    expect(pdfLines(await renderDocument('supplementNotice', data)).join('\n')).toMatch(/第一点缺失\n第二点 缺失/)
  })
})

describe('evaluation form', () => {
  test('names every scored item of the table and repeats its head on each page of the table', async () => {
    const data = evaluationFormSample()
    const pages = pdfPages(await renderDocument('evaluationForm', data))
    const items = data.categories.flatMap((category) => category.items)
    expect(items.length).toBeGreaterThan(30)
    for (const item of items) expect(pages.join('')).toContain(item.id + item.title.replace(/\s/g, ''))
    const tablePages = pages.filter((page) => items.some((item) => page.includes(item.id)))
    expect(tablePages.length).toBeGreaterThan(1)
    for (const page of tablePages) expect(page).toContain('编号评估项目满分自评评估差值评分理由与证据')
  })

  test('a table of 45 scored items fills several pages with its head on each', async () => {
    const data = evaluationFormSample()
    const items = Array.from({ length: 45 }, (_, index) => ({
      id: `T-${index + 10}`,
      title: '逐项评分',
      fullTenths: 20,
      selfTenths: 20,
      officialTenths: 15,
      reason: '抽查记录缺少签名，扣0.5分。',
    }))
    data.categories = [{ id: 'T', title: '全表', items }]
    data.totals = { ...data.totals, denominatorTenths: 900, selfTenths: 900, officialTenths: 675, officialNormalisedHundredths: 7500 }
    const pages = pdfPages(await renderDocument('evaluationForm', data)).filter((page) => /T-\d\d/.test(page))
    expect(pages.length).toBeGreaterThanOrEqual(2)
    for (const page of pages) expect(page).toContain('编号评估项目满分自评评估差值')
    expect(pages.join('').match(/T-\d\d逐项评分2\.02\.01\.5−0\.5/g)).toHaveLength(45)
  })

  test('shows the difference of official and self score with its sign', async () => {
    const data = evaluationFormSample()
    const item = data.categories[0]?.items[0]
    if (!item) throw new Error('sample without items')
    item.selfTenths = (item.selfTenths ?? 0) - 10
    data.totals = { ...data.totals, selfTenths: data.totals.selfTenths - 10 }
    expect(pdfText(await renderDocument('evaluationForm', data))).toContain(`${item.id}${item.title}2.01.02.0+1.0`)
  })

  test('is refused when its totals are not the sums of its items', () => {
    const data = evaluationFormSample()
    data.totals = { ...data.totals, officialTenths: data.totals.officialTenths + 1 }
    const check = checkDocument('evaluationForm', data)
    expect(check.ok ? [] : check.issues).toEqual([{ path: 'totals.officialTenths', message: '合计应为94.5，填写为94.6' }])
  })
})

test('a row higher than a page is cut over pages and loses nothing', async () => {
  const data = supplementNoticeSample()
  data.gaps = [{ item: '申请表', standard: Array.from({ length: 120 }, (_, index) => `缺${index}`).join('\n'), howToFix: '逐条补齐' }]
  const pages = pdfPages(await renderDocument('supplementNotice', data))
  expect(pages.join('').match(/缺\d+/g)).toHaveLength(120)
  expect(pages.filter((page) => page.includes('序号材料或事项')).length).toBeGreaterThan(2)
  expect(pages[0]).toContain('缺0')
})

test('the notice of many institutions repeats its head and keeps the seal on a page with text', async () => {
  const pages = pdfPages(await renderDocument('publicNotice', publicNoticeSample(60)))
  const tablePages = pages.filter((page) => page.includes('社区卫生服务站'))
  expect(tablePages.length).toBeGreaterThan(2)
  for (const page of tablePages) expect(page).toContain('序号机构名称地址')
  expect(pages.at(-1)).toContain('法律依据：')
})

test('the list of the city repeats its head over the pages, additions and exits each in their own table', async () => {
  const pages = pdfPages(await renderDocument('listAnnouncement', listAnnouncementSample(40, 12)))
  const text = pages.join('')
  expect(text).toContain('新增40家，退出12家')
  expect(text.indexOf('一、新增的医药机构')).toBeLessThan(text.indexOf('二、退出的医药机构'))
  for (const page of pages.filter((page) => /91370502MA3C8T/.test(page))) expect(page).toContain('序号机构名称及编码地址服务类别有效期')
  for (const page of pages.filter((page) => page.includes('第12分店'))) expect(page).toContain('序号机构名称地址原因终止日期')
  expect(text.match(/91370502MA3C8T\d{3}L/g)).toHaveLength(40)
})

test('the head of the exits stands on the page of their table, however many additions come before', async () => {
  for (const additions of [3, 4, 5, 6]) {
    const pages = pdfPages(await renderDocument('listAnnouncement', listAnnouncementSample(additions, 2)))
    expect(pages.find((page) => page.includes('二、退出的医药机构'))).toContain('东营利民大药房第1分店')
  }
})

test('a list of exits alone names no additions, and an empty list is refused', async () => {
  const text = pdfText(await renderDocument('listAnnouncement', listAnnouncementSample(0, 1)))
  expect(text).toContain('如下：退出1家')
  expect(text).not.toContain('新增')
  expect(checkDocument('listAnnouncement', listAnnouncementSample(0, 0))).toMatchObject({ issues: [{ path: 'additions' }] })
})

test('a long record of a visit keeps every paragraph, says who refused to sign and why, and who saw it', async () => {
  const data = visitRecordSample()
  data.findings = Array.from({ length: 30 }, (_, index) => `查${index}：核对病历、处方和进销存数据，记录与实物一致。`).join('\n')
  data.statement = null
  data.confirmation = { outcome: 'refused', reason: '认为抽查样本过少。', witness: { name: '孙丽', position: '街道办事处工作人员' } }
  const pages = pdfPages(await renderDocument('visitRecord', data))
  expect(pages.length).toBeGreaterThanOrEqual(3)
  expect(pages.join('').match(/查\d+：/g)).toHaveLength(30)
  for (const words of ['未提出意见', '赵䶮（负责人）拒绝签字', '认为抽查样本过少', '见证人孙丽']) expect(pages.join('')).toContain(words)
  expect(pages.join('')).not.toContain('并签字')
})

test('a visit that ended before it began is refused', () => {
  const check = checkDocument('visitRecord', { ...visitRecordSample(), arrivedAt: '11:00', leftAt: '09:59' })
  expect(check).toMatchObject({ ok: false, issues: [{ path: 'leftAt' }] })
})

test('a notice without a lost day and without an objection says so, and names no objector', async () => {
  const calm = { ...noticeStatementSample(), checks: { done: 30, failed: 0 }, lostDays: [], extensions: [], objections: [] }
  const text = pdfText(await renderDocument('noticeStatement', calm))
  for (const words of ['均能正常查阅', '没有收到异议']) expect(text).toContain(words)
  for (const words of ['顺延', '中断']) expect(text).not.toContain(words)
  const [objection] = noticeStatementSample().objections
  expect(checkDocument('noticeStatement', { ...calm, objections: [{ ...objection, objector: '吴建国' }] }).ok).toBe(false)
})

test('a filing without remarks is put on file, and only the department itself may issue the receipt', async () => {
  const text = pdfText(await renderDocument('filingReceipt', { ...filingReceiptSample(), remarks: [] }))
  expect(text).toContain('没有意见，予以备案')
  expect(text).not.toContain('条意见')
  expect(checkDocument('filingReceipt', { ...filingReceiptSample(), authority: '东营市社会保险中心' })).toMatchObject({
    issues: [{ path: 'head.issuer' }],
  })
})

test('the receipt of an objection has no place for the name of the objector', async () => {
  expect(checkDocument('objectionReceipt', { ...objectionReceiptSample(), objector: '吴建国' }).ok).toBe(false)
  expect(pdfText(await renderDocument('objectionReceipt', objectionReceiptSample()))).toContain('不告知被异议机构')
})

test('an expiry notice speaks of the list only when the agreement was on it', async () => {
  expect(pdfText(await renderDocument('expiryNotice', expiryNoticeSample()))).toContain('东社保协单〔2026〕2号')
  const { listing: _listing, ...unlisted } = expiryNoticeSample()
  expect(pdfText(await renderDocument('expiryNotice', unlisted))).not.toContain('名单')
})

test('a long-term agreement has a first day, no last day and no renewal', async () => {
  const text = pdfText(await renderDocument('serviceAgreement', serviceAgreementSample(true)))
  for (const words of ['2026年5月20日起长期有效', '本协议自2026年5月20日起生效，长期有效', '不需要续签']) expect(text).toContain(words)
  for (const words of ['2029年', '届满前', '到期', '不再续签']) expect(text).not.toContain(words)
})

describe('the closing', () => {
  test('of the evaluation form takes the approval along when it finds no room under it', async () => {
    const pages = pdfPages(await renderDocument('evaluationForm', evaluationFormSample()))
    expect(pages.at(-1)).toMatch(/四、确认与审批.*法律依据：/)
  })

  const lastPageOf = async (lines: number) => {
    const data = objectionReceiptSample()
    data.facts = Array.from({ length: lines }, (_, index) => `事实${index}`).join('\n')
    const pages = pdfPages(await renderDocument('objectionReceipt', data))
    return { count: pages.length, text: pages.at(-1) ?? '' }
  }

  test.each([...Array(8).keys()])('never stands on a page without text (%i lines of facts)', async (lines) => {
    const { count, text } = await lastPageOf(lines + 2)
    expect(text.indexOf('法律依据：')).toBeGreaterThan(0)
    if (count > 1) expect(text.slice(0, text.indexOf('法律依据：'))).toMatch(/联系方式：/)
  })
})

test.each(['serviceAgreement', 'supplementAgreement', 'renewalAgreement', 'rescissionAgreement'] as const)(
  '%s carries its two empty signature fields from the start',
  async (kind) => {
    const source = pdfSource(await renderDocument(kind, documentSamples[kind]()))
    expect(source.match(/\/FT \/Sig/g)).toHaveLength(2)
    for (const name of ['InstitutionSignature', 'AgencySignature']) expect(source).toContain(`(${name})`)
    expect(source).not.toContain('/NeedAppearances')
  },
)
