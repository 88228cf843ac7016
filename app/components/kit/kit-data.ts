import type { Choice } from '#app/components/choice'
import type { UploadedFile } from '#app/components/file-input'
import { EMPTY_REPLY, type FormReply } from '#app/components/form-reply'
import type { ScoreSheetCategory } from '#app/components/score-sheet'
import type { DateExplanation } from '#app/view/date-explanation'

/** The three states in which every form is shown and checked. */
export type KitState = 'empty' | 'filled' | 'error'

export const KIT_STATES = ['empty', 'filled', 'error'] as const satisfies readonly KitState[]

export const SERVICES: readonly Choice[] = [
  { value: 'general_outpatient', label: '普通门诊' },
  { value: 'outpatient_pooling', label: '门诊统筹', hint: '须有签约（选定）参保人的管理办法和专人' },
  { value: 'long_term_care', label: '长期医疗护理', hint: '本机构类型不能申请', disabled: true },
]

export const STORED_FILES: readonly UploadedFile[] = [
  { id: 'f1', name: '执业许可证正本.pdf', note: '1.2 MB，2026年3月2日 10:12 上传', href: '#main' },
  { id: 'f2', name: '执业许可证副本（含校验记录，共六页，扫描件）.jpg', note: '3.4 MB，2026年3月2日 10:13 上传' },
]

const FILLED: FormReply['values'] = {
  siteName: '东营区㛃䶮口腔诊所',
  creditCode: '92370502MA3ABCDE7K',
  phone: '0546-8331234',
  district: '370502',
  licensedOn: '2021-06-15',
  beds: '0',
  ownership: 'profit',
  services: ['general_outpatient', 'outpatient_pooling'],
  remark: '2025年11月迁址，校验记录见副本第四页。',
  'score.M-B01': '2.0',
  'score.M-B03': '1.5',
  'veto.M-A01': 'pass',
  'reason.M-B03': '候诊区与治疗区之间缺少隔断，扣 0.5 分。',
}

const WRONG: FormReply = {
  values: { ...FILLED, siteName: '', creditCode: '92370502MA3ABCDE70', services: [], 'score.M-B03': '2.5', 'veto.M-A01': 'fail' },
  errors: {
    siteName: ['请填写机构名称，与许可证一致'],
    creditCode: ['统一社会信用代码的校验位不对，请对照营业执照重新填写'],
    licensedOn: ['核发日期不能晚于今天'],
    district: ['请选择所在县区'],
    ownership: ['请选择经营性质'],
    services: ['请至少选择一项服务类别'],
    remark: ['最多 500 字，现有 512 字'],
    license: ['「副本.exe」不是 PDF 或图片，请重新选择文件'],
    'score.M-B03': ['M-B03 最高 2.0 分，请填 0 至 2.0'],
    'veto.M-A01': ['请对 M-A01 选择通过或不通过'],
    'reason.M-A01': ['M-A01 不通过的，请写明理由'],
  },
}

export const kitReply = (state: KitState): FormReply => {
  if (state === 'empty') return EMPTY_REPLY
  return state === 'filled' ? { values: FILLED, errors: {} } : WRONG
}

export const NOTICE_PERIOD: DateExplanation = {
  rule: '公示期为 5 个工作日，自公示的次日起算',
  basis: '第九条（四）',
  consequence: '公示期满没有未办结的异议，进入协商签约。',
  days: [
    { date: '2026-04-30', counted: true, why: '工作日' },
    { date: '2026-05-01', counted: false, why: '劳动节', source: '国办发明电〔2025〕7号' },
    { date: '2026-05-02', counted: false, why: '劳动节', source: '国办发明电〔2025〕7号' },
    { date: '2026-05-03', counted: false, why: '劳动节', source: '国办发明电〔2025〕7号' },
    { date: '2026-05-04', counted: false, why: '劳动节', source: '国办发明电〔2025〕7号' },
    { date: '2026-05-05', counted: false, why: '劳动节', source: '国办发明电〔2025〕7号' },
    { date: '2026-05-06', counted: true, why: '工作日' },
    { date: '2026-05-07', counted: true, why: '工作日' },
    { date: '2026-05-08', counted: true, why: '工作日' },
    { date: '2026-05-09', counted: true, why: '调休上班', source: '国办发明电〔2025〕7号' },
  ],
}

export const SHEET: readonly ScoreSheetCategory[] = [
  {
    id: 'A',
    title: '准入与合法合规（一票否决）',
    items: [
      {
        id: 'M-A01',
        title: '执业证照合法有效',
        criterion: '许可证或备案凭证真实有效，校验结论合格；营业执照或法人登记证书与申请主体一致。',
        methods: ['材料审核'],
        evidence: ['执业许可证正副本', '最近一次校验记录'],
        basis: '第七条（一）',
        max: 0,
        isVeto: true,
        self: { veto: 'pass' },
      },
    ],
  },
  {
    id: 'B',
    title: '机构与场所',
    items: [
      {
        id: 'M-B01',
        title: '连续运营时间',
        criterion: '按连续运营的月数分档。',
        scoring: ['满 12 个月：2 分', '满 6 个月：1.5 分', '满 3 个月：1 分'],
        basis: '本表设计项',
        max: 20,
        isVeto: false,
        self: { score: 20, reason: '2021年6月起连续运营' },
      },
      {
        id: 'M-B03',
        title: '功能分区与诊疗环境',
        criterion: '候诊、诊室、治疗处置、药房、收费分区清楚，有隐私遮挡和无障碍便利。',
        scoring: ['缺少一处功能分区扣 0.5 分', '没有隐私保护措施扣 0.5 分'],
        methods: ['现场查看'],
        max: 20,
        isVeto: false,
        self: { score: 20 },
      },
      { id: 'M-B04', title: '住院病区设置', criterion: '', max: 20, isVeto: false, notApplicable: '未申请住院服务' },
    ],
  },
]
