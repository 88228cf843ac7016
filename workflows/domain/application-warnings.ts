import { addDays, addYears, formatDate } from '#workflows/calendar/plain-date'
import type { CheckContext, FormIssue } from '#workflows/domain/application-checks'
import type { ApplicationForm, EntitySection, StaffSection } from '#workflows/domain/application-form'
import { findIdentityPaper, hasCheckFault, type IdentityPaper } from '#workflows/domain/identity-number'
import { sameName } from '#workflows/domain/institution'
import { type InstitutionKind, typeOfKind } from '#workflows/domain/institution-kinds'
import { findInsuranceCodeWarning, findPersonCodeWarning } from '#workflows/domain/insurance-code'
import { licenceContradictions } from '#workflows/domain/licence-consistency'
import { findCertificateWarning, findPracticeLicenceWarning } from '#workflows/domain/licence-number'
import { hasUsccCheckCharacter } from '#workflows/domain/uscc'

const soonDays = 60
const manyBeds = 100
const yearsBetweenVerifications = { few: 1, many: 3 } as const

/** The records of the parties, where they are at hand: for what only they can show. */
export type WarningContext = CheckContext & { readonly uscc?: string; readonly siteName?: string; readonly admdvs?: string }

type Add = (path: string, message: string | undefined) => void

/** What the applicant and the officer should look at, without blocking: each sentence at the answer that it is about. */
export function applicationWarnings(form: ApplicationForm, context: WarningContext): readonly FormIssue[] {
  const warnings: FormIssue[] = []
  const add: Add = (path, message) => {
    if (message !== undefined) warnings.push({ path, message })
  }
  warnOfParty(context, add)
  warnOfLicences(form, context, add)
  for (const { path, message } of licenceContradictions(form.entity, context)) add(path, message)
  warnOfNumbers(form, add)
  warnOfStaff(form.staff, context.kind, add)
  if ((form.scale.bedsApproved ?? 0) >= manyBeds)
    add('scale.bedsApproved', '核定床位100张以上，应有独立的医保管理部门和专职人员，评估时按相应项目计分')
  const { endedAgreement, falseApplication, penalty } = form.declaration
  if ([endedAgreement, falseApplication, penalty].includes('yes')) add('declaration.explanation', '所述情形未满1年的，依据第十条不予受理')
  return warnings
}

function warnOfParty({ uscc, kind, institutionName, siteName }: WarningContext, add: Add): void {
  if (uscc !== undefined && !hasUsccCheckCharacter(uscc))
    add('institution.uscc', '统一社会信用代码的校验码不符，登记时已声明以证书为准；须与证书扫描件逐位核对')
  if (kind === 'village_clinic' && siteName !== undefined && !sameName(siteName, institutionName))
    add('institution.uscc', `村卫生室以举办单位“${institutionName}”的统一社会信用代码申请，登记号为村卫生室自己的；须核对设置文件`)
}

function warnOfLicences({ entity, scale }: ApplicationForm, { today }: WarningContext, add: Add): void {
  const { practiceLicenceNumber, licenceForm, licenceExpiresOn, lastVerifiedOn, nextVerificationOn } = entity
  if (practiceLicenceNumber && licenceForm === 'licence')
    add('entity.practiceLicenceNumber', findPracticeLicenceWarning(practiceLicenceNumber))
  if (licenceExpiresOn && licenceExpiresOn >= today && licenceExpiresOn < addDays(today, soonDays))
    add('entity.licenceExpiresOn', `证照${formatDate(licenceExpiresOn)}到期；评估当日证照须有效，请及时换证`)
  if (nextVerificationOn && nextVerificationOn < today)
    add('entity.nextVerificationOn', `应于${formatDate(nextVerificationOn)}校验，已经逾期；评估时须在校验有效期内，请提交新的校验页`)
  const years = yearsBetweenVerifications[(scale.bedsApproved ?? 0) >= manyBeds ? 'many' : 'few']
  if (lastVerifiedOn && nextVerificationOn && nextVerificationOn > addYears(lastVerifiedOn, years))
    add('entity.nextVerificationOn', `两次校验相隔超过${years}年：床位不满100张的每年校验一次，100张以上的3年一次，请按证照核对`)
  if (entity.openedOn < entity.licenceIssuedOn) add('entity.openedOn', '正式运营早于发证日期；换过证的，请一并提交首次发证的证明')
  if (entity.insuranceCode) add('entity.insuranceCode', findInsuranceCodeWarning(entity.insuranceCode))
}

const paperWords = { permanentResidence: '外国人永久居留身份证', passport: '护照' } as const satisfies Partial<
  Record<IdentityPaper, string>
>

/** What the officer compares with the scan of the paper: a check character that fails, or no resident card at all. */
function numberWarning(number: string | undefined): string | undefined {
  if (number === undefined) return undefined
  if (hasCheckFault(number)) return '身份证号码的校验码不符，申请人声明与证件一致；须与证件扫描件逐位核对'
  const paper = findIdentityPaper(number)
  return paper === undefined || paper === 'resident' ? undefined : `所填为${paperWords[paper]}号码，须与证件扫描件核对`
}

const entityNumbers = ['legalRepresentativeId', 'personInChargeId', 'controllerId'] as const satisfies readonly (keyof EntitySection)[]

function warnOfNumbers({ entity, staff, agent }: ApplicationForm, add: Add): void {
  for (const name of entityNumbers) add(`entity.${name}`, numberWarning(entity[name]))
  for (const [index, { idNumber }] of staff.practitioners.entries()) add(`staff.practitioners[${index}].idNumber`, numberWarning(idNumber))
  add('agent.agentId', numberWarning(agent.agentId))
}

const neededAtSite = {
  pharmacy: { categories: ['pharmacist'], message: '没有注册在本店的药师，评估时相应否决项不能通过' },
  village: { categories: ['physician', 'villageDoctor'], message: '没有在本处执业的乡村医生或者医师，评估时相应否决项不能通过' },
  medical: { categories: ['physician'], message: '没有主要执业机构在本处的医师，评估时相应否决项不能通过' },
} as const

function warnOfStaff({ practitioners }: StaffSection, kind: InstitutionKind, add: Add): void {
  for (const [index, { category, certificateNumber, insuranceCode }] of practitioners.entries()) {
    if (category === 'physician') add(`staff.practitioners[${index}].certificateNumber`, findCertificateWarning(certificateNumber))
    if (insuranceCode) add(`staff.practitioners[${index}].insuranceCode`, findPersonCodeWarning(insuranceCode, category))
  }
  const { categories, message } = neededAtSite[kind === 'village_clinic' ? 'village' : typeOfKind(kind)]
  const isHere = practitioners.some((person) => person.primarySiteHere && categories.some((category) => category === person.category))
  if (!isHere) add('staff.practitioners', message)
}
