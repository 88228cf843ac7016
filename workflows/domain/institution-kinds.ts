import { z } from 'zod'

/** 第二条: only medical institutions and retail pharmacies are parties of service agreements. */
export const InstitutionType = z.enum(['medical', 'pharmacy'])
export type InstitutionType = z.output<typeof InstitutionType>

export const InstitutionKind = z.enum(
  [
    'clinic',
    'outpatient_department',
    'village_clinic',
    'community_health_station',
    'community_health_center',
    'township_health_center',
    'hospital',
    'nursing_institution',
    'pharmacy_single',
    'pharmacy_chain_store',
  ],
  { error: '请选择机构类别' },
)
export type InstitutionKind = z.output<typeof InstitutionKind>

/** 第六条: the categories of service agreement; `retail_drug` is the single one of pharmacies. */
export const Service = z.enum(
  ['general_outpatient', 'outpatient_pooling', 'outpatient_chronic', 'inpatient', 'long_term_care', 'retail_drug'],
  { error: '请选择服务类别' },
)
export type Service = z.output<typeof Service>

/** 第二十六条: reserved; only basic medical insurance is open now. */
export const InsuranceType = z.enum(['basicMedical', 'workInjury', 'maternity'])
export type InsuranceType = z.output<typeof InsuranceType>

/** Whether a service may be applied for: freely, only with a stated reason that the agency examines, with beds, or not at all. */
export type ServicePermission = 'yes' | 'ask' | 'withBeds' | 'no'

type KindFacts = {
  readonly title: string
  readonly type: InstitutionType
  readonly services: Record<Service, ServicePermission>
}

const medical = (
  title: string,
  [general_outpatient, outpatient_pooling, outpatient_chronic, inpatient, long_term_care]: readonly [
    ServicePermission,
    ServicePermission,
    ServicePermission,
    ServicePermission,
    ServicePermission,
  ],
): KindFacts => ({
  title,
  type: 'medical',
  services: { general_outpatient, outpatient_pooling, outpatient_chronic, inpatient, long_term_care, retail_drug: 'no' },
})

const pharmacy = (title: string): KindFacts => ({
  title,
  type: 'pharmacy',
  services: {
    general_outpatient: 'no',
    outpatient_pooling: 'no',
    outpatient_chronic: 'no',
    inpatient: 'no',
    long_term_care: 'no',
    retail_drug: 'yes',
  },
})

/** Each kind with its title and the services it may apply for. The matrix is a draft of ours, not a rule of the Measure. */
export const institutionKinds = {
  clinic: medical('诊所（含中医诊所、口腔诊所、医务室）', ['yes', 'ask', 'ask', 'no', 'no']),
  outpatient_department: medical('门诊部', ['yes', 'ask', 'ask', 'no', 'no']),
  village_clinic: medical('村卫生室', ['yes', 'yes', 'no', 'no', 'no']),
  community_health_station: medical('社区卫生服务站', ['yes', 'yes', 'ask', 'no', 'ask']),
  community_health_center: medical('社区卫生服务中心', ['yes', 'yes', 'yes', 'withBeds', 'yes']),
  township_health_center: medical('乡镇卫生院', ['yes', 'yes', 'yes', 'withBeds', 'yes']),
  hospital: medical('医院', ['yes', 'ask', 'yes', 'yes', 'yes']),
  nursing_institution: medical('护理院或养老机构内设医疗机构', ['yes', 'no', 'ask', 'withBeds', 'yes']),
  pharmacy_single: pharmacy('单体零售药店'),
  pharmacy_chain_store: pharmacy('零售连锁门店'),
} as const satisfies Record<InstitutionKind, KindFacts>

/** Titles as the Measure names them. */
export const serviceTitles = {
  general_outpatient: '普通门诊',
  outpatient_pooling: '门诊统筹',
  outpatient_chronic: '门诊慢性病',
  inpatient: '住院',
  long_term_care: '长期医疗护理',
  retail_drug: '零售药店购药',
} as const satisfies Record<Service, string>

/** The titles of services as a record keeps them; one that is no longer known stands as it is written. */
export const titlesOfServices = (services: readonly string[]): string[] =>
  services.map((service) => serviceTitles[service as Service] ?? service)

/** The same in one line of text: 普通门诊、住院. */
export const servicesText = (services: readonly string[]): string => titlesOfServices(services).join('、')

export const institutionTypeTitles = { medical: '医疗机构', pharmacy: '零售药店' } as const satisfies Record<InstitutionType, string>

/** Medical institution or pharmacy. */
export function typeOfKind(kind: InstitutionKind): InstitutionType {
  return institutionKinds[kind].type
}

/** The services a kind may apply for, in the order of 第六条. */
export function servicesOfKind(kind: InstitutionKind): readonly Service[] {
  return Service.options.filter((service) => institutionKinds[kind].services[service] !== 'no')
}
