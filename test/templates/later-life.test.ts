import { describe, expect, test } from 'vitest'
import { checkDocument, type DocumentData, type DocumentKind, renderDocument } from '#templates/registry'
import {
  changeReceiptSample,
  endingAnnouncementSample,
  endingDecisionSample,
  endingPriorNoticeSample,
  renewalAgreementSample,
  renewalReceiptSample,
  rescissionAgreementSample,
  statementRecordSample,
  supplementAgreementSample,
} from '#test/setup/later-life-samples'
import { pdfPages, pdfText } from '#test/setup/pdf'

const textOf = async <Kind extends DocumentKind>(kind: Kind, data: DocumentData<Kind>) => pdfText(await renderDocument(kind, data))
const faultsOf = (kind: DocumentKind, data: unknown) => {
  const check = checkDocument(kind, data)
  return check.ok ? [] : check.issues.map(({ path }) => path)
}
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ title: `事项${index}`, before: '原登记的内容', after: '变更后的内容' }))

describe('a change', () => {
  test('of forty items repeats the head of its table on every page, in the receipt and in the supplement', async () => {
    for (const bytes of [
      await renderDocument('changeReceipt', { ...changeReceiptSample(), items: items(40) }),
      await renderDocument('supplementAgreement', { ...supplementAgreementSample(), items: items(40) }),
    ]) {
      const pages = pdfPages(bytes).filter((page) => /事项\d/.test(page))
      expect(pages.length).toBeGreaterThan(1)
      for (const page of pages) expect(page).toContain('序号变更事项变更前变更后')
      expect(pages.join('').match(/事项\d+原登记的内容变更后的内容/g)).toHaveLength(40)
    }
  })

  test('announces a table on the page on which the table begins, however long the reason before it', async () => {
    for (let lines = 1; lines <= 12; lines += 1) {
      const reason = Array.from({ length: lines }, (_, index) => `原因${index}。`).join('\n')
      const pages = pdfPages(await renderDocument('supplementAgreement', { ...supplementAgreementSample(), reason }))
      expect(pages.find((page) => page.includes('作如下变更：'))).toContain('序号变更事项')
    }
  })

  test('of a long text begins under the sentence that announces it and goes on over the page', async () => {
    const before = Array.from({ length: 38 }, (_, index) => `原文${index}`).join('\n')
    const data = { ...changeReceiptSample(), items: [{ title: '服务内容', before, after: '变更后的内容' }] }
    const pages = pdfPages(await renderDocument('changeReceipt', data))
    expect(pages[0]).toContain('原文0')
    expect(pages[1]).toContain('原文37')
  })

  test('of the content alone has no clock of a licence, and cannot be late', async () => {
    const data = { ...changeReceiptSample(), licences: [], isLate: false }
    const text = await textOf('changeReceipt', data)
    for (const words of ['变更之日', '逾期申请']) expect(text).not.toContain(words)
    expect(faultsOf('changeReceipt', { ...data, isLate: true })).toEqual(['isLate'])
  })
})

describe('a renewal', () => {
  test('asked for in the window is accepted, before it pre-accepted, and never counts before it was filed', async () => {
    expect(await textOf('renewalReceipt', renewalReceiptSample('2029-04-20'))).not.toContain('预受理')
    expect(await textOf('renewalReceipt', renewalReceiptSample('2029-04-18'))).toContain('予以预受理')
    expect(faultsOf('renewalReceipt', { ...renewalReceiptSample('2029-04-20'), countsFrom: '2029-04-19' })).toEqual(['countsFrom'])
  })

  test('with the same text says so, and shows of a new clause no former text', async () => {
    expect(await textOf('renewalAgreement', { ...renewalAgreementSample(), differences: [] })).toContain('条款文本与续签前的协议相同')
    expect(await textOf('renewalAgreement', renewalAgreementSample())).toContain('电子凭证新增—乙方支持')
    const [changed] = renewalAgreementSample().differences
    expect(faultsOf('renewalAgreement', { ...renewalAgreementSample(), differences: [{ ...changed, change: 'added' }] })).toEqual([
      'differences.0',
    ])
  })
})

describe('an ending', () => {
  test('without facts is refused, before the decision and in it', () => {
    expect(faultsOf('endingPriorNotice', { ...endingPriorNoticeSample(), facts: [] })).toEqual(['facts'])
    expect(faultsOf('endingDecision', { ...endingDecisionSample(), facts: [] })).toEqual(['facts'])
  })

  test('without evidence, duties and bar leaves no gap in the numbers of its parts', async () => {
    const { bar: _bar, ...unbarred } = endingDecisionSample()
    const text = await textOf('endingDecision', {
      ...unbarred,
      kind: 'termination',
      evidence: [],
      duties: [],
      statement: { outcome: 'none', until: '2027-04-15' },
    })
    for (const words of ['三、陈述申辩你单位至2027年4月15日24时未陈述申辩', '四、决定', '五、再次申请你单位可以随时', '六、咨询']) {
      expect(text).toContain(words)
    }
    for (const words of ['解除', '证据：', '后续事项', '另有要求']) expect(text).not.toContain(words)
  })

  test('takes effect at the hour it names', async () => {
    expect(await textOf('endingDecision', { ...endingDecisionSample(), takesEffectAt: '2027-04-30T00:30:00.000Z' })).toContain(
      '自2027年4月30日8时30分起解除',
    )
  })

  test('says why nobody was heard when a document of an authority leaves nothing to hear', async () => {
    const notHeard = { outcome: 'notHeard', reason: '执业许可证已被吊销，处罚前已由作出机关听取陈述申辩。' } as const
    expect(await textOf('endingDecision', { ...endingDecisionSample(), statement: notHeard })).toContain(`三、陈述申辩${notHeard.reason}`)
  })

  test('by consent without duties and bar counts its clauses through', async () => {
    const { bar: _bar, ...unbarred } = rescissionAgreementSample()
    const text = await textOf('rescissionAgreement', { ...unbarred, duties: [] })
    for (const words of ['第三条再次申请乙方可以随时', '第四条责任', '第五条成立']) expect(text).toContain(words)
  })

  test('is announced without a person, and names the search alone when there is no institution nearby', async () => {
    expect(faultsOf('endingAnnouncement', { ...endingAnnouncementSample(), representative: '赵䶮' })).toHaveLength(1)
    const text = await textOf('endingAnnouncement', endingAnnouncementSample(0))
    expect(text).toContain('名单见平台“定点查询”栏目')
    expect(text).not.toContain('序号机构名称')
  })

  test('keeps on record that a statement was refused a signature, came in writing, or was never made', async () => {
    const { statement, ...record } = statementRecordSample()
    if (statement.form !== 'spoken') throw new Error('the sample is a spoken statement')
    const witness = { name: '孙丽', position: '街道办事处工作人员' }
    const refused = { ...statement, confirmation: { outcome: 'refused', reason: '认为记录不全。', witness } } as const
    expect(await textOf('statementRecord', { ...record, statement: refused })).toMatch(/拒绝签字，理由是：认为记录不全。.*孙丽/)
    const written = await textOf('statementRecord', {
      ...record,
      statement: { form: 'written', receivedAt: '2027-04-14T15:59:00.000Z', by: statement.by, text: '请求从轻。', materials: [] },
    })
    expect(written).toContain('收到书面意见2027年4月14日23:59')
    expect(written).not.toContain('笔录确认')
    expect(await textOf('statementRecord', { ...record, statement: { form: 'none' } })).toContain('未陈述申辩，也未提交证据')
  })
})
