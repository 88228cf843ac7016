import type { ApplicationSectionId } from '#workflows/domain/application-form'
import { type FormField, type FormSection, optionsOf } from '#workflows/domain/form-fields'
import { serviceTitles } from '#workflows/domain/institution-kinds'

type FieldRest = Partial<Omit<FormField, 'name' | 'label' | 'type'>>

const field = (name: string, label: string, type: FormField['type'], rest: FieldRest = {}): FormField => ({
  name,
  label,
  type,
  shownFor: 'all',
  required: true,
  ...rest,
})

const yesNo = optionsOf({ no: '没有', yes: '有' })

/** The paper decides where the check character of a number fails: the scan of it is among the materials. */
const numbersConfirmed = (onFaultOf: readonly string[]) =>
  field('numbersConfirmed', '身份证号码已与证件逐位核对，以证件为准', 'checkbox', { required: false, onFaultOf })

const practitionerFields: readonly FormField[] = [
  field('name', '姓名', 'text'),
  field('idNumber', '身份证号码', 'text'),
  field('category', '人员类别', 'select', {
    options: optionsOf({
      physician: '医师',
      villageDoctor: '乡村医生',
      nurse: '护士',
      pharmacist: '药师',
      technician: '医技',
      caregiver: '护理员',
    }),
  }),
  field('certificateNumber', '执业（资格）证书号', 'text'),
  field('specialty', '专业（执业范围）', 'text', { required: false }),
  field('professionalTitle', '职称', 'text', { required: false }),
  field('insuranceCode', '医保人员编码', 'text', { required: false }),
  field('primarySiteHere', '主要执业机构（注册地）为本处', 'checkbox', { required: false }),
  numbersConfirmed(['idNumber']),
]

/**
 * The questions in the order of the page. The names are those of the schemas in application-form.ts; a test holds the
 * two together. `required` applies where the field is shown.
 */
export const applicationSections = [
  {
    id: 'entity',
    title: '主体与证照',
    hint: '按证照上的文字填写。',
    fields: [
      field('ownership', '所有制形式', 'select', {
        options: optionsOf({ state: '国有', collective: '集体', private: '私营', mixed: '混合所有', other: '其他' }),
      }),
      field('profitNature', '机构性质', 'select', {
        shownFor: 'medical',
        options: optionsOf({ forProfit: '营利性', nonProfit: '非营利性' }),
      }),
      field('licenceForm', '执业证照种类', 'select', {
        shownFor: 'medical',
        options: optionsOf({ licence: '医疗机构执业许可证', filing: '备案凭证' }),
      }),
      field('practiceLicenceNumber', '登记号或者备案编号', 'text', { shownFor: 'medical', hint: '许可证填登记号，备案诊所填备案编号。' }),
      field('drugLicenceNumber', '药品经营许可证编号', 'text', { shownFor: 'pharmacy', hint: '例如 鲁DA546012345。' }),
      field('licenceIssuedOn', '发证（备案）日期', 'date'),
      field('licenceExpiresOn', '有效期至', 'date', { required: false, hint: '备案凭证没有有效期的不填。' }),
      field('lastVerifiedOn', '最近一次校验日期', 'date', { shownFor: 'medical', required: false, hint: '备案凭证和还没有校验过的不填。' }),
      field('nextVerificationOn', '下次校验日期', 'date', { shownFor: 'medical', required: false, hint: '见执业许可证副本。' }),
      field('businessLicenceExpiresOn', '营业执照有效期至', 'date', { required: false, hint: '长期有效或者没有营业执照的不填。' }),
      field('insuranceCode', '国家医保机构编码', 'text', { required: false, hint: '还没有的不填。' }),
      field('openedOn', '正式运营日期', 'date'),
      field('legalRepresentativeName', '法定代表人姓名', 'text'),
      field('legalRepresentativeId', '法定代表人身份证号码', 'text'),
      field('legalRepresentativePhone', '法定代表人电话', 'text'),
      field('personInChargeName', '主要负责人姓名', 'text'),
      field('personInChargeId', '主要负责人身份证号码', 'text'),
      field('personInChargePhone', '主要负责人电话', 'text', { required: false, hint: '与法定代表人是同一人的不填。' }),
      field('controllerName', '实际控制人姓名', 'text', { required: false, hint: '与法定代表人是同一人的不填。' }),
      field('controllerId', '实际控制人身份证号码', 'text', { required: false, hint: '填写了实际控制人姓名的必须填写。' }),
      numbersConfirmed(['legalRepresentativeId', 'personInChargeId', 'controllerId']),
    ],
  },
  {
    id: 'staff',
    title: '人员',
    fields: [
      field('insuranceHeadName', '医保分管负责人', 'text'),
      field('insuranceHeadPhone', '医保分管负责人电话', 'text'),
      field('insuranceStaff', '医保管理人员', 'textarea', { hint: '每行一名。医疗机构至少1名，零售药店至少2名。' }),
      field('practitioners', '卫生技术人员和药师', 'rows', { fields: practitionerFields, hint: '一人一行；证书扫描件在材料中提交。' }),
    ],
  },
  {
    id: 'scale',
    title: '规模',
    fields: [
      field('level', '医院等级', 'select', {
        shownFor: 'medical',
        options: optionsOf({ ungraded: '未定级', first: '一级', second: '二级', third: '三级' }),
      }),
      field('bedsApproved', '核定床位', 'number', { shownFor: 'inpatient', unit: '张' }),
      field('bedsOpen', '开放床位', 'number', { shownFor: 'inpatient', unit: '张', hint: '不能多于核定床位。' }),
      field('departments', '诊疗科目', 'textarea', { shownFor: 'medical', hint: '与执业许可证（备案凭证）一致。' }),
      field('equipment', '主要设备', 'textarea', { shownFor: 'medical', hint: '每行一种：名称、型号、台数。' }),
      field('area', '建筑（营业）面积', 'number', { unit: '平方米' }),
      field('drugCount', '在用（在售）药品品种数', 'number', { unit: '种' }),
      field('catalogueDrugCount', '其中医保目录内品种数', 'number', { unit: '种' }),
      field('outpatientVisits', '近3个月门诊人次', 'number', { shownFor: 'medical', unit: '人次' }),
      field('outpatientFeeYuan', '近3个月次均门诊费用', 'number', {
        shownFor: 'medical',
        required: false,
        unit: '元',
        hint: '取整数；还没有营业的不填。',
      }),
      field('inpatientVisits', '近3个月住院人次', 'number', { shownFor: 'inpatient', unit: '人次' }),
      field('inpatientFeeYuan', '近3个月次均住院费用', 'number', { shownFor: 'inpatient', required: false, unit: '元', hint: '取整数。' }),
      field('averageStayDays', '近3个月平均住院日', 'number', { shownFor: 'inpatient', required: false, unit: '日', hint: '取整数。' }),
      field('incomeYuan', '近3个月医疗收入', 'number', { shownFor: 'medical', required: false, unit: '元', hint: '取整数。' }),
      field('salesYuan', '近3个月销售额', 'number', { shownFor: 'pharmacy', unit: '元', hint: '取整数。' }),
    ],
  },
  {
    id: 'services',
    title: '服务类别',
    hint: '逐项评估、逐项签约。',
    fields: [
      field('services', '申请的服务类别', 'checkboxes', { options: optionsOf(serviceTitles) }),
      field('serviceReason', '开展条件说明', 'textarea', {
        shownFor: 'askedService',
        hint: '本类机构开展所选服务须说明人员、场地和药品条件。',
      }),
      field('chronicDiseases', '拟承担的慢性病病种', 'textarea', { shownFor: 'chronic' }),
    ],
  },
  {
    id: 'systems',
    title: '信息系统',
    fields: [
      field('vendor', '信息系统开发商', 'text'),
      field('version', '系统名称和版本', 'text'),
      field('networkType', '网络接入方式', 'select', {
        options: optionsOf({ dedicated: '专线', vpn: '加密虚拟专网', governmentNetwork: '电子政务外网' }),
      }),
      field('interfaceState', '医保接口准备情况', 'select', {
        options: optionsOf({ ready: '已具备联调条件', underway: '正在改造', notStarted: '尚未开始' }),
      }),
    ],
  },
  {
    id: 'account',
    title: '结算账户',
    fields: [
      field('accountName', '账户名称', 'text', { hint: '应与申请单位全称一致。' }),
      field('bankName', '开户银行', 'text', { hint: '写到支行。' }),
      field('bankAccount', '银行账号', 'text'),
    ],
  },
  {
    id: 'declaration',
    title: '声明与送达',
    fields: [
      field('endedAgreement', '近一年有没有被解除或者终止服务协议', 'select', { options: yesNo }),
      field('falseApplication', '近一年有没有因申请资料不实被查实', 'select', { options: yesNo }),
      field('penalty', '近一年有没有受到行政处罚', 'select', { options: yesNo }),
      field('explanation', '情况说明', 'textarea', { required: false, hint: '以上任一项为“有”的，写明时间、事由和文书号。' }),
      field('serviceAddress', '文书送达地址', 'text'),
      field('eServiceConsent', '同意以本系统电子送达文书', 'checkbox', { required: false }),
      field('truthful', '承诺所填内容和所交材料真实、完整，愿意承担不实的后果', 'checkbox'),
    ],
  },
  {
    id: 'agent',
    title: '经办人',
    fields: [
      field('agentName', '经办人姓名', 'text'),
      field('agentId', '经办人身份证号码', 'text'),
      field('agentMobile', '经办人手机', 'text'),
      field('agentPosition', '经办人职务', 'text', { required: false }),
      numbersConfirmed(['agentId']),
    ],
  },
] as const satisfies readonly (FormSection & { readonly id: ApplicationSectionId })[]

/** One section by its id. */
export function getApplicationSection(id: ApplicationSectionId): FormSection {
  const section = applicationSections.find((candidate) => candidate.id === id)
  if (!section) throw new Error(`no section ${id}`)
  return section
}
