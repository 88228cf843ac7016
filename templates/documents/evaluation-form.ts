import { defineDocument } from '../document-definition'
import { drawFields, smallCell, smallHeadCell } from '../layout/cells'
import { chineseDate, chineseTime } from '../layout/chinese-date'
import { drawParagraph } from '../layout/draw-text'
import { drawClosing, drawTitle } from '../layout/official'
import { hundredths, signedTenths, tenths } from '../layout/score-text'
import { FORM_MARGINS, type Sheet } from '../layout/sheet'
import { GROUP_GROUND, HEAD_GROUND, SECTION, SMALL_CELL_PITCH } from '../layout/styles'
import { drawTable, type Row } from '../layout/table'
import { EvaluationFormData, sumOf } from './evaluation-form-data'

/** 评估评分表 (附件1, 附件2; 第九条(三)): every applicable item with self and official score, vetoes, totals, confirmations. */
export const evaluationForm = defineDocument({
  title: '评估评分表',
  schema: EvaluationFormData,
  margins: FORM_MARGINS,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, institution, totals } = data
    drawTitle(sheet, ['东营市基本医疗保险协议管理医药机构', '评估评分表'], head.documentNumber)
    drawFields(sheet, [
      { label: '机构名称', value: institution.name, isWide: true },
      { label: '机构类别', value: institution.kind },
      { label: '评估批次', value: data.round },
      { label: '执业地点', value: institution.address, isWide: true },
      { label: '申请服务', value: institution.services.join('、'), isWide: true },
      { label: '评估标准', value: `${data.standard.title}（${data.standard.version}）`, isWide: true },
      { label: '现场考查', value: chineseDate(data.visitedOn) },
      { label: '评估结论', value: `${data.isPassed ? '合格' : '不合格'}（${hundredths(totals.officialNormalisedHundredths)}分）` },
    ])
    drawPart(sheet, '一、否决项')
    drawVetoes(sheet, data)
    drawPart(sheet, '二、评分项')
    drawScores(sheet, data)
    drawPart(sheet, '三、分服务类别结论')
    drawServices(sheet, data)
    sheet.startBlock()
    drawPart(sheet, '四、确认与审批')
    drawConfirmations(sheet, data)
    drawClosing(sheet, head)
  },
})

function drawPart(sheet: Sheet, text: string): void {
  sheet.y += 8
  drawParagraph(sheet, [{ text, style: SECTION }], { pitch: 24, align: 'left', keepWithNext: 3 })
  sheet.y += 2
}

function smallHeadRow(texts: readonly string[]): Row {
  return { cells: texts.map((text) => smallHeadCell(text)), ground: HEAD_GROUND, keepWithNext: true }
}

function drawVetoes(sheet: Sheet, { vetoes, vetoMinute }: EvaluationFormData): void {
  const verdict = (isPassed: boolean | null) => (isPassed === null ? '未填' : isPassed ? '☑通过 ☐不通过' : '☐通过 ☑不通过')
  const rows: Row[] = vetoes.map((veto) => ({
    cells: [
      smallCell(veto.id, 'center'),
      smallCell(veto.title),
      smallCell(verdict(veto.isSelfPassed), 'center'),
      smallCell(verdict(veto.isPassed), 'center'),
      smallCell(veto.reason ?? ''),
    ],
  }))
  if (vetoes.length === 0) rows.push({ cells: [smallCell('本表无适用的否决项', 'center', 5)] })
  const minute = vetoMinute
    ? `${chineseTime(vetoMinute.decidedAt)}，评估小组（${vetoMinute.participants.join('、')}）合议：${vetoMinute.text}`
    : '各成员认定一致，无需合议。'
  rows.push({ cells: [smallHeadCell('合议记录'), smallCell(minute, 'left', 4)] })
  drawTable(sheet, {
    shares: [17, 50, 31, 31, 41],
    pitch: SMALL_CELL_PITCH,
    head: [smallHeadRow(['编号', '否决项', '自评', '评估', '情况说明'])],
    rows,
  })
}

function drawScores(sheet: Sheet, { categories, totals }: EvaluationFormData): void {
  const center = (text: string) => smallCell(text, 'center')
  const rows: Row[] = categories.flatMap((category): Row[] => {
    const sum = sumOf(category.items)
    const group: Row = {
      cells: [
        smallHeadCell(`${category.id}　${category.title}（小计）`, 'left', 2),
        smallHeadCell(tenths(sum.full)),
        smallHeadCell(tenths(sum.self)),
        smallHeadCell(tenths(sum.official)),
        smallHeadCell(signedTenths(sum.official - sum.self)),
        smallCell(''),
      ],
      ground: GROUP_GROUND,
      keepWithNext: true,
    }
    const items = category.items.map(
      (item): Row => ({
        cells: [
          center(item.id),
          smallCell(item.title),
          center(tenths(item.fullTenths)),
          center(item.selfTenths === null ? '未填' : tenths(item.selfTenths)),
          center(tenths(item.officialTenths)),
          center(signedTenths(item.officialTenths - (item.selfTenths ?? 0))),
          smallCell(item.reason ?? ''),
        ],
      }),
    )
    return [group, ...items]
  })
  const difference = totals.officialTenths - totals.selfTenths
  rows.push({
    cells: [
      smallHeadCell('合计（适用项）', 'left', 2),
      smallHeadCell(tenths(totals.denominatorTenths)),
      smallHeadCell(tenths(totals.selfTenths)),
      smallHeadCell(tenths(totals.officialTenths)),
      smallHeadCell(signedTenths(difference)),
      smallCell('不适用项不计入分母'),
    ],
    ground: HEAD_GROUND,
    keepWithNext: true,
  })
  rows.push({
    cells: [
      smallHeadCell('折算总分', 'left', 2),
      smallHeadCell('100'),
      smallHeadCell(hundredths(totals.selfNormalisedHundredths)),
      smallHeadCell(hundredths(totals.officialNormalisedHundredths)),
      smallCell(''),
      smallCell(`合格线${hundredths(totals.passMarkHundredths)}分；折算总分为得分合计除以适用项满分合计再乘以100，四舍五入到小数点后两位`),
    ],
    ground: HEAD_GROUND,
  })
  const head = [smallHeadRow(['编号', '评估项目', '满分', '自评', '评估', '差值', '评分理由与证据'])]
  drawTable(sheet, { shares: [17, 46, 13, 14, 14, 13, 53], pitch: SMALL_CELL_PITCH, head, rows })
}

function drawServices(sheet: Sheet, { services, isPassed }: EvaluationFormData): void {
  const rows: Row[] = services.map((service) => ({
    cells: [
      smallCell(service.name),
      smallCell(tenths(service.fullTenths), 'center'),
      smallCell(tenths(service.scoreTenths), 'center'),
      smallCell(service.isPassed ? '☑纳入 ☐不纳入' : '☐纳入 ☑不纳入', 'center'),
      smallCell(service.note ?? ''),
    ],
  }))
  rows.push({ cells: [smallHeadCell('总体结论'), smallCell(isPassed ? '☑合格 ☐不合格' : '☐合格 ☑不合格', 'left', 4)] })
  drawTable(sheet, {
    shares: [34, 20, 20, 40, 56],
    pitch: SMALL_CELL_PITCH,
    head: [smallHeadRow(['服务类别', '专项满分', '专项得分', '结论', '说明'])],
    rows,
  })
}

function drawConfirmations(sheet: Sheet, { members, institutionConfirmation, approval }: EvaluationFormData): void {
  const confirmed = '本人账号实名确认'
  const rows: Row[] = members.map((member) => ({
    cells: [
      smallCell(member.role, 'center'),
      smallCell(member.name, 'center'),
      smallCell(chineseTime(member.confirmedAt), 'center'),
      smallCell(confirmed),
    ],
  }))
  if (institutionConfirmation) {
    const { name, at, refusal } = institutionConfirmation
    rows.push({
      cells: [
        smallCell('被评估机构', 'center'),
        smallCell(name, 'center'),
        smallCell(chineseTime(at), 'center'),
        smallCell(refusal ? `拒绝确认：${refusal}` : '对现场考查记录无异议'),
      ],
    })
  }
  rows.push({
    cells: [
      smallHeadCell(`审批（${approval.position}）`),
      smallCell(approval.name, 'center'),
      smallCell(chineseTime(approval.approvedAt), 'center'),
      smallCell('经复核，同意评估小组的结论'),
    ],
  })
  drawTable(sheet, {
    shares: [48, 28, 42, 52],
    pitch: SMALL_CELL_PITCH + 3,
    head: [smallHeadRow(['身份', '姓名', '确认时间', '意见'])],
    rows,
  })
}
