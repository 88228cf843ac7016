import { z } from 'zod'

/** 第十五条 and dossier §2.5: what an institution may report as changed. */
export const ChangeItem = z.enum(
  ['name', 'representative', 'nature', 'services', 'businessScope', 'place', 'beds', 'level', 'bankAccount', 'contact'],
  { error: '请选择变更的事项' },
)
export type ChangeItem = z.output<typeof ChangeItem>

export type ChangeItemFacts = {
  readonly title: string
  /** Named by 第十五条: asked for within a month, agreed in a signed supplement. The rest is noted. */
  readonly isStatutory: boolean
  /** Added services and a new place are looked at on site before they are agreed; `ifAdded` when the change adds something. */
  readonly evaluation: 'always' | 'ifAdded' | 'never'
  /** A second person checks it, because money follows it. */
  readonly needsTwo: boolean
  /** The documents that come with it. */
  readonly documents: readonly string[]
}

export const changeItems = {
  name: {
    title: '单位名称',
    isStatutory: true,
    evaluation: 'never',
    needsTwo: false,
    documents: ['变更后的执业许可证或者药品经营许可证', '变更后的营业执照（法人证书）', '批准变更的文件'],
  },
  representative: {
    title: '法定代表人或者负责人',
    isStatutory: true,
    evaluation: 'never',
    needsTwo: false,
    documents: ['变更后的许可证、营业执照', '新任法定代表人（负责人）的身份证明', '任命文件'],
  },
  nature: {
    title: '单位性质',
    isStatutory: true,
    evaluation: 'never',
    needsTwo: false,
    documents: ['变更后的登记证书', '批准变更的文件'],
  },
  services: {
    title: '服务内容',
    isStatutory: true,
    evaluation: 'ifAdded',
    needsTwo: false,
    documents: ['变更后的执业许可证副本（诊疗科目、床位页）'],
  },
  businessScope: {
    title: '经营范围',
    isStatutory: true,
    evaluation: 'ifAdded',
    needsTwo: false,
    documents: ['变更后的药品经营许可证'],
  },
  place: {
    title: '经营地点',
    isStatutory: true,
    evaluation: 'always',
    needsTwo: false,
    documents: ['变更后的许可证、营业执照', '新址的房产证明或者租赁合同', '新址平面图'],
  },
  beds: {
    title: '床位数',
    isStatutory: true,
    evaluation: 'ifAdded',
    needsTwo: false,
    documents: ['变更后的执业许可证副本（床位页）'],
  },
  level: { title: '医院等级', isStatutory: false, evaluation: 'never', needsTwo: true, documents: ['等级证书'] },
  bankAccount: { title: '结算账户', isStatutory: false, evaluation: 'never', needsTwo: true, documents: ['开户证明'] },
  contact: { title: '联系人和联系电话', isStatutory: false, evaluation: 'never', needsTwo: false, documents: [] },
} as const satisfies Record<ChangeItem, ChangeItemFacts>

/** The licences whose change starts the month of 第十五条. */
export const ChangedLicence = z.enum(['practiceLicence', 'drugLicence', 'businessLicence', 'otherRegistration'], {
  error: '请选择变更的证照',
})
export type ChangedLicence = z.output<typeof ChangedLicence>

export const changedLicenceTitles = {
  practiceLicence: '医疗机构执业许可证',
  drugLicence: '药品经营许可证',
  businessLicence: '营业执照',
  otherRegistration: '事业单位法人证书、备案凭证等',
} as const satisfies Record<ChangedLicence, string>
