import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { BankAccount } from '#workflows/domain/bank-account'
import { DrugLicenceNumber } from '#workflows/domain/drug-licence'
import { mustTick, OccasionalTick, optional, requiredText, Tick, wholeNumber } from '#workflows/domain/form-values'
import { IdentityNumber, withConfirmedNumbers } from '#workflows/domain/identity-number'
import { Service } from '#workflows/domain/institution-kinds'
import { InsuranceCode, PersonInsuranceCode } from '#workflows/domain/insurance-code'
import { PracticeLicenceNumber } from '#workflows/domain/licence-number'
import { Mobile, Phone } from '#workflows/domain/phone'

// The substitutes of 附件3 and 附件4. Name, code, place and affiliation are held by the records of the institution and
// its site and are not asked again. What is required of whom stands in the field tables (application-sections.ts).

const personName = (label: string) => requiredText(label, { max: 40, min: 2 })

export const Ownership = z.enum(['state', 'collective', 'private', 'mixed', 'other'], { error: '请选择所有制形式' })
export type Ownership = z.output<typeof Ownership>

export const LicenceForm = z.enum(['licence', 'filing'], { error: '请选择证照种类' })
export type LicenceForm = z.output<typeof LicenceForm>

export const PractitionerCategory = z.enum(['physician', 'villageDoctor', 'nurse', 'pharmacist', 'technician', 'caregiver'], {
  error: '请选择人员类别',
})
export type PractitionerCategory = z.output<typeof PractitionerCategory>

const YesNo = z.enum(['no', 'yes'], { error: '请选择“有”或者“没有”' })

/** 主体与证照. What was added after the first cases were stored is optional, so that those can still be read. */
const EntityAnswers = z.strictObject({
  ownership: Ownership,
  profitNature: optional(z.enum(['forProfit', 'nonProfit'], { error: '请选择营利或者非营利' })),
  licenceForm: optional(LicenceForm),
  practiceLicenceNumber: optional(PracticeLicenceNumber),
  drugLicenceNumber: optional(DrugLicenceNumber),
  licenceIssuedOn: PlainDate,
  licenceExpiresOn: optional(PlainDate),
  lastVerifiedOn: optional(PlainDate),
  nextVerificationOn: optional(PlainDate),
  businessLicenceExpiresOn: optional(PlainDate),
  insuranceCode: optional(InsuranceCode),
  openedOn: PlainDate,
  legalRepresentativeName: personName('法定代表人姓名'),
  legalRepresentativeId: IdentityNumber,
  legalRepresentativePhone: Phone,
  personInChargeName: personName('主要负责人姓名'),
  personInChargeId: IdentityNumber,
  personInChargePhone: optional(Phone),
  controllerName: optional(personName('实际控制人姓名')),
  controllerId: optional(IdentityNumber),
  numbersConfirmed: OccasionalTick,
})
export const EntitySection = withConfirmedNumbers(
  EntityAnswers,
  ['legalRepresentativeId', 'personInChargeId', 'controllerId'],
  'numbersConfirmed',
)
export type EntitySection = z.output<typeof EntitySection>

export const Practitioner = withConfirmedNumbers(
  z.strictObject({
    name: personName('姓名'),
    idNumber: IdentityNumber,
    category: PractitionerCategory,
    certificateNumber: requiredText('执业（资格）证书号', { max: 40, min: 5 }),
    specialty: optional(requiredText('专业', { max: 40 })),
    professionalTitle: optional(requiredText('职称', { max: 20 })),
    insuranceCode: optional(PersonInsuranceCode),
    primarySiteHere: Tick,
    numbersConfirmed: OccasionalTick,
  }),
  ['idNumber'],
  'numbersConfirmed',
)
export type Practitioner = z.output<typeof Practitioner>

/** 人员. */
export const StaffSection = z.strictObject({
  insuranceHeadName: personName('医保分管负责人姓名'),
  insuranceHeadPhone: Phone,
  insuranceStaff: requiredText('医保管理人员', { max: 300, min: 2 }),
  practitioners: z
    .array(Practitioner, { error: '请至少填写1名卫生技术人员或者药师' })
    .min(1, '请至少填写1名卫生技术人员或者药师')
    .max(500, '人员超过500名的，请以名册附件提交'),
})
export type StaffSection = z.output<typeof StaffSection>

/** 规模. Money in whole yuan. */
export const ScaleSection = z.strictObject({
  level: optional(z.enum(['ungraded', 'first', 'second', 'third'], { error: '请选择医院等级' })),
  bedsApproved: optional(wholeNumber('核定床位', 9_999)),
  bedsOpen: optional(wholeNumber('开放床位', 9_999)),
  departments: optional(requiredText('诊疗科目', { max: 500 })),
  equipment: optional(requiredText('主要设备', { max: 1_000 })),
  area: wholeNumber('面积', 999_999),
  drugCount: wholeNumber('药品品种数', 99_999),
  catalogueDrugCount: wholeNumber('医保目录内品种数', 99_999),
  outpatientVisits: optional(wholeNumber('门诊人次', 9_999_999)),
  outpatientFeeYuan: optional(wholeNumber('次均门诊费用', 99_999)),
  inpatientVisits: optional(wholeNumber('住院人次', 999_999)),
  inpatientFeeYuan: optional(wholeNumber('次均住院费用', 999_999)),
  averageStayDays: optional(wholeNumber('平均住院日', 999)),
  incomeYuan: optional(wholeNumber('医疗收入', 9_999_999_999)),
  salesYuan: optional(wholeNumber('销售额', 999_999_999)),
})
export type ScaleSection = z.output<typeof ScaleSection>

/** 服务类别 (第六条). */
export const ServicesSection = z.strictObject({
  services: z.array(Service, { error: '请至少选择一项服务类别' }).min(1, '请至少选择一项服务类别'),
  serviceReason: optional(requiredText('开展条件说明', { max: 500, min: 10 })),
  chronicDiseases: optional(requiredText('拟承担病种', { max: 500 })),
})
export type ServicesSection = z.output<typeof ServicesSection>

/** 信息系统. */
export const SystemsSection = z.strictObject({
  vendor: requiredText('信息系统开发商', { max: 80, min: 2 }),
  version: requiredText('系统名称和版本', { max: 80, min: 2 }),
  networkType: z.enum(['dedicated', 'vpn', 'governmentNetwork'], { error: '请选择网络接入方式' }),
  interfaceState: z.enum(['ready', 'underway', 'notStarted'], { error: '请选择接口准备情况' }),
})
export type SystemsSection = z.output<typeof SystemsSection>

/** 结算账户. */
export const AccountSection = z.strictObject({
  accountName: requiredText('账户名称', { max: 80, min: 4 }),
  bankName: requiredText('开户银行', { max: 80, min: 4 }),
  bankAccount: BankAccount,
})
export type AccountSection = z.output<typeof AccountSection>

/** 声明与送达. A past end, finding or penalty is stated here and examined under 第十条. */
export const DeclarationSection = z.strictObject({
  endedAgreement: YesNo,
  falseApplication: YesNo,
  penalty: YesNo,
  explanation: optional(requiredText('情况说明', { max: 500, min: 5 })),
  serviceAddress: requiredText('送达地址', { max: 120, min: 6 }),
  eServiceConsent: Tick,
  truthful: mustTick('请阅读并勾选真实性承诺'),
})
export type DeclarationSection = z.output<typeof DeclarationSection>

/** 经办人. */
export const AgentSection = withConfirmedNumbers(
  z.strictObject({
    agentName: personName('经办人姓名'),
    agentId: IdentityNumber,
    agentMobile: Mobile,
    agentPosition: optional(requiredText('经办人职务', { max: 40 })),
    numbersConfirmed: OccasionalTick,
  }),
  ['agentId'],
  'numbersConfirmed',
)
export type AgentSection = z.output<typeof AgentSection>

/** The whole form; each section may be saved on its own. */
export const ApplicationForm = z.strictObject({
  entity: EntitySection,
  staff: StaffSection,
  scale: ScaleSection,
  services: ServicesSection,
  systems: SystemsSection,
  account: AccountSection,
  declaration: DeclarationSection,
  agent: AgentSection,
})
export type ApplicationForm = z.output<typeof ApplicationForm>

export const ApplicationSectionId = z.keyof(ApplicationForm)
export type ApplicationSectionId = z.output<typeof ApplicationSectionId>

/** The schema of one section, to check it when it is saved. */
export const applicationSectionSchemas = ApplicationForm.shape
