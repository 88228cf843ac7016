import type { FormContext } from '#workflows/domain/form-fields'
import { type InstitutionKind, institutionKinds, type Service, typeOfKind } from '#workflows/domain/institution-kinds'
import { currentMaterialsList, isListAfter, type MaterialsListId } from '#workflows/domain/materials-list'

/** One entry of the closed, public checklist of 第八条. `ifApplicable`: handed in only by those it concerns. */
export type MaterialItem = {
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly requirement: 'required' | 'ifApplicable'
  readonly basis: string
  readonly belongsTo: Holder
}

/**
 * Whose paper it is: one of the legal entity serves all its sites, one of the site its next application too; one of the
 * application is made anew each time.
 */
export type Holder = 'entity' | 'site' | 'application'

type Mark = 'required' | 'ifApplicable' | null
// Columns: clinic, village clinic, community and township, hospital, nursing institution, pharmacy.
type Marks = readonly [Mark, Mark, Mark, Mark, Mark, Mark]

type MaterialRow = Omit<MaterialItem, 'requirement' | 'belongsTo'> & {
  readonly marks: Marks
  readonly belongsTo?: Holder
  /** The last list that it stood in; unset while it still stands. */
  readonly lastIn?: MaterialsListId
}

const R = 'required'
const A = 'ifApplicable'
const everybody: Marks = [R, R, R, R, R, R]

const columns = {
  clinic: 0,
  outpatient_department: 0,
  village_clinic: 1,
  community_health_station: 2,
  community_health_center: 2,
  township_health_center: 2,
  hospital: 3,
  nursing_institution: 4,
  pharmacy_single: 5,
  pharmacy_chain_store: 5,
} as const satisfies Record<InstitutionKind, number>

// The form and the self-evaluation are filled in here and are not handed in again as files. Papers that only later
// orders ask for, such as a forecast of fund use, are not in the list.
const rows: readonly MaterialRow[] = [
  {
    id: 'practiceLicence',
    title: '执业许可证正副本或者备案凭证',
    hint: '正本、副本和最近一次校验页。',
    basis: '第七条（一）',
    marks: [R, R, R, R, R, null],
  },
  { id: 'drugLicence', title: '药品经营许可证', hint: '正本、副本。', basis: '第七条（一）', marks: [null, null, null, null, null, R] },
  {
    id: 'registration',
    belongsTo: 'entity',
    title: '营业执照或者法人登记证书',
    hint: '营利性机构交营业执照，其他机构交法人登记证书。',
    basis: '第七条（一）',
    marks: [R, A, R, R, R, R],
  },
  {
    id: 'identity',
    belongsTo: 'entity',
    title: '法定代表人、主要负责人、实际控制人身份证',
    hint: '正反两面；同一人只交一份。',
    basis: '第八条',
    marks: everybody,
  },
  {
    id: 'staffCertificates',
    title: '卫生技术人员、药师名册和证书',
    hint: '村卫生室交乡村医生证书，护理机构另交护理员证书。',
    basis: '第七条（二）',
    marks: everybody,
  },
  {
    id: 'labourContracts',
    belongsTo: 'entity',
    title: '劳动合同和参保证明',
    hint: '与名册上的人员一致。',
    basis: '第七条（二）',
    marks: [R, A, R, R, R, R],
  },
  {
    id: 'premises',
    title: '场所产权或者租赁证明、平面图',
    hint: '租赁的，合同须写明剩余期限。',
    basis: '第七条（二）',
    marks: [R, A, R, R, R, R],
  },
  {
    id: 'priceList',
    title: '诊疗科目、诊疗项目和价格清单',
    hint: '与对外公示的一致。',
    basis: '第五条（一）、第七条（二）',
    marks: [R, R, R, R, R, null],
  },
  { id: 'drugList', title: '药品品种清单', hint: '标明医保目录内品种。', basis: '第七条（二）', marks: everybody },
  {
    id: 'equipmentList',
    title: '设备清单和大型设备许可',
    hint: '没有大型设备的只交清单。',
    basis: '第七条（二）',
    marks: [A, null, R, R, A, null],
  },
  { id: 'gradeCertificate', title: '等级评审文件', hint: '已经定级的提交。', basis: '第五条（二）', marks: [null, null, A, A, null, null] },
  {
    id: 'internalRules',
    belongsTo: 'entity',
    title: '医保、财务等内部管理制度',
    hint: '村卫生室可以交简版。',
    basis: '第七条（二）',
    marks: everybody,
  },
  {
    id: 'informationSystem',
    title: '信息系统材料和接口联调报告',
    hint: '尚未联调的，交开发商的接口说明。',
    basis: '第七条（二）',
    marks: everybody,
  },
  {
    id: 'stockRecords',
    belongsTo: 'application',
    title: '近3个月购销存和收费凭证样张',
    hint: '新开业不足3个月的，按实际月份提交。',
    basis: '第七条（二）',
    marks: everybody,
  },
  {
    id: 'wasteAndFire',
    title: '医疗废物处置协议和消防材料',
    hint: '村卫生室由乡镇卫生院统一收运的，交收运证明。',
    basis: '第七条（二）',
    marks: [R, A, R, R, R, null],
  },
  {
    id: 'chainHeadquarters',
    belongsTo: 'entity',
    title: '连锁总部证照和委托书',
    hint: '门店没有法人资格的，由总部出具委托书。',
    basis: '第七条（一）',
    marks: [null, null, null, null, null, A],
  },
  {
    id: 'gspCertificate',
    title: '药品经营质量管理规范（GSP）认证证书',
    hint: '在有效期内。',
    basis: '第十九条（三）',
    marks: [null, null, null, null, null, A],
    lastIn: '2016-1',
  },
  {
    id: 'priority',
    title: '优先情形的证明',
    hint: '村卫生室设置文件、基本药物制度或者公立机构等级证明。',
    basis: '第五条（二）',
    marks: [null, A, A, A, null, null],
  },
  { id: 'affiliation', title: '隶属关系证明', hint: '市属、油田所属机构提交。', basis: '第四条', marks: [A, null, A, A, A, A] },
  {
    id: 'commitment',
    belongsTo: 'application',
    title: '真实性承诺书、送达地址确认书、授权委托书',
    hint: '经办人不是法定代表人的，须有授权委托书。',
    basis: '第八条',
    marks: everybody,
  },
]

const serviceRows: Readonly<Partial<Record<Service, Omit<MaterialItem, 'requirement' | 'basis' | 'belongsTo'>>>> = {
  outpatient_pooling: { id: 'poolingRules', title: '门诊统筹签约和首诊制度', hint: '写明责任人和转诊办法。' },
  outpatient_chronic: { id: 'chronicCapability', title: '慢性病病种、医师职称和药品清单', hint: '逐个病种列明。' },
  inpatient: { id: 'inpatientCapability', title: '床位批复、病区制度和病案样张', hint: '病案样张须隐去患者信息。' },
  long_term_care: { id: 'careCapability', title: '护理员证书、护理床位和服务流程', hint: '写明与失能评估的衔接。' },
}

/** The checklist of one applicant: by kind, and by each service applied for (第六、八条), as of a list. */
export function materialsFor({ kind, services }: FormContext, list: MaterialsListId = currentMaterialsList.id): readonly MaterialItem[] {
  const general = rows.flatMap(({ marks, lastIn, belongsTo = 'site', ...row }): readonly MaterialItem[] => {
    const mark = row.id === 'chainHeadquarters' && kind === 'pharmacy_single' ? null : marks[columns[kind]]
    return mark && !(lastIn && isListAfter(list, lastIn)) ? [{ ...row, belongsTo, requirement: mark }] : []
  })
  return [...general, ...services.flatMap((service) => materialsOfService(kind, service))]
}

/** What a service asks for beyond the general list (第六条（一）); nothing where it is closed to the kind. */
export function materialsOfService(kind: InstitutionKind, service: Service): readonly MaterialItem[] {
  const row = serviceRows[service]
  if (!row || institutionKinds[kind].services[service] === 'no') return []
  return [{ ...row, requirement: 'required', basis: '第六条（一）', belongsTo: 'site' }]
}

/** The entries whose papers belong to the legal entity and serve all its sites. */
export const entityMaterials = rows.filter(({ belongsTo, lastIn }) => belongsTo === 'entity' && lastIn === undefined)

/** Whose paper an entry is. */
export function holderOf(id: string): Holder {
  return rows.find((row) => row.id === id)?.belongsTo ?? 'site'
}

/** The checklist entry of an id among all entries there are; undefined when unknown. */
export function findMaterial(id: string): Pick<MaterialItem, 'id' | 'title' | 'hint'> | undefined {
  return rows.find((row) => row.id === id) ?? Object.values(serviceRows).find((row) => row.id === id)
}

/** The required entries for which nothing has been handed in. */
export function missingMaterials(context: FormContext, handedIn: readonly string[]): readonly MaterialItem[] {
  return materialsFor(context).filter((item) => item.requirement === 'required' && !handedIn.includes(item.id))
}

/** Title of the form that an applicant fills in: 附件3 or 附件4. */
export function applicationFormTitle(kind: InstitutionKind): string {
  return `东营市基本医疗保险协议管理${typeOfKind(kind) === 'medical' ? '医疗机构' : '零售药店'}申请表`
}
