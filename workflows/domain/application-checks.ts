import { addDays, formatDate, type PlainDate } from '#workflows/calendar/plain-date'
import { type ApplicationForm, ApplicationSectionId } from '#workflows/domain/application-form'
import { getApplicationSection } from '#workflows/domain/application-sections'
import { findDrugLicenceConflict } from '#workflows/domain/drug-licence'
import { type FormField, isShown } from '#workflows/domain/form-fields'
import { sameName } from '#workflows/domain/institution'
import { type InstitutionKind, institutionKinds, serviceTitles, typeOfKind } from '#workflows/domain/institution-kinds'
import { findInsuranceCodeConflict } from '#workflows/domain/insurance-code'
import { findPracticeLicenceWarning } from '#workflows/domain/licence-number'

/** A sentence at one field; `path` is 'section.field', or 'staff.practitioners[2].name'. */
export type FormIssue = { readonly path: string; readonly message: string }

export type CheckContext = { readonly kind: InstitutionKind; readonly institutionName: string; readonly today: PlainDate }

/** What blocks a form that its schema already accepts: fields required of this institution, and fields that disagree. */
export function checkApplicationForm(form: ApplicationForm, context: CheckContext): readonly FormIssue[] {
  return ApplicationSectionId.options.flatMap((section) => checkApplicationSection(section, form, context))
}

/** The same for one section. Services are read from the form, so that section comes first in the pages. */
export function checkApplicationSection(
  section: ApplicationSectionId,
  form: Pick<ApplicationForm, 'services'> & Partial<ApplicationForm>,
  context: CheckContext,
): readonly FormIssue[] {
  const answers: Readonly<Record<string, unknown>> | undefined = form[section]
  if (!answers) return []
  const scope = { kind: context.kind, services: form.services.services }
  const missing = getApplicationSection(section)
    .fields.filter((field) => field.required && isShown(field, scope) && isEmpty(answers[field.name]))
    .map((field) => ({ path: `${section}.${field.name}`, message: emptyMessage(field) }))
  return [...missing, ...crossChecks[section](form, context)]
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || value === false
}

function emptyMessage({ label, type }: FormField): string {
  return `${type === 'select' || type === 'date' || type === 'checkboxes' ? '请选择' : '请填写'}${label}`
}

type CrossCheck = (form: Partial<ApplicationForm>, context: CheckContext) => readonly FormIssue[]

const none: CrossCheck = () => []

const crossChecks: Record<ApplicationSectionId, CrossCheck> = {
  entity: ({ entity }, { kind, today }) => {
    if (!entity) return []
    const issues: FormIssue[] = []
    const add = (name: string, message: string | undefined) => {
      if (message !== undefined) issues.push({ path: `entity.${name}`, message })
    }
    if (entity.licenceIssuedOn > today) add('licenceIssuedOn', '发证日期不能晚于今天，请按证照核对')
    if (entity.openedOn > today) add('openedOn', '正式运营日期不能晚于今天，请核对')
    if (entity.licenceExpiresOn && entity.licenceExpiresOn < entity.licenceIssuedOn) {
      add('licenceExpiresOn', '有效期早于发证日期，请按证照核对')
    } else if (entity.licenceExpiresOn && entity.licenceExpiresOn < today) {
      add('licenceExpiresOn', '证照已经过期，请先换证再申请')
    }
    if (!entity.licenceExpiresOn && (typeOfKind(kind) === 'pharmacy' || entity.licenceForm === 'licence')) {
      add('licenceExpiresOn', '请填写许可证的有效期')
    }
    if (entity.businessLicenceExpiresOn && entity.businessLicenceExpiresOn < today) {
      add('businessLicenceExpiresOn', '营业执照已经过期，请先换证再申请')
    }
    if (entity.drugLicenceNumber) add('drugLicenceNumber', findDrugLicenceConflict(entity.drugLicenceNumber, kind))
    if (entity.insuranceCode) add('insuranceCode', findInsuranceCodeConflict(entity.insuranceCode, typeOfKind(kind)))
    return issues
  },
  staff: ({ staff }, { kind }) => {
    if (!staff) return []
    const needed = typeOfKind(kind) === 'pharmacy' ? 2 : 1
    const message = `医保管理人员至少${needed}名，每行填写一名`
    const tooFew = staffNames(staff.insuranceStaff).length < needed ? [{ path: 'staff.insuranceStaff', message }] : []
    const seen = new Set<string>()
    const doubled = staff.practitioners.flatMap(({ idNumber, category }, index) => {
      const key = `${idNumber}/${category}`
      const isFirst = !seen.has(key)
      seen.add(key)
      return isFirst ? [] : [{ path: `staff.practitioners[${index}].idNumber`, message: '同一人以同一类别重复填写，请只保留一行' }]
    })
    return [...tooFew, ...doubled]
  },
  scale: ({ scale, services }) => {
    if (!scale) return []
    const issues: FormIssue[] = []
    if (scale.area === 0) issues.push({ path: 'scale.area', message: '面积应大于0' })
    if (scale.catalogueDrugCount > scale.drugCount) {
      issues.push({ path: 'scale.catalogueDrugCount', message: '医保目录内品种数不能多于全部品种数，请核对' })
    }
    if (services?.services.includes('inpatient') && scale.bedsApproved === 0) {
      issues.push({ path: 'scale.bedsApproved', message: '申请住院服务的，核定床位至少1张' })
    }
    if ((scale.bedsOpen ?? 0) > (scale.bedsApproved ?? scale.bedsOpen ?? 0)) {
      issues.push({ path: 'scale.bedsOpen', message: '开放床位不能多于核定床位，请核对' })
    }
    return issues
  },
  services: ({ services }, { kind }) => {
    const refused = services?.services.filter((service) => institutionKinds[kind].services[service] === 'no') ?? []
    const message = `${institutionKinds[kind].title}不能申请${refused.map((service) => serviceTitles[service]).join('、')}，请取消选择`
    return refused.length === 0 ? [] : [{ path: 'services.services', message }]
  },
  systems: none,
  account: ({ account }, { institutionName }) =>
    account && !sameName(account.accountName, institutionName)
      ? [{ path: 'account.accountName', message: `账户名称应与申请单位"${institutionName}"一致` }]
      : [],
  declaration: ({ declaration }) => {
    const hasCase = declaration && [declaration.endedAgreement, declaration.falseApplication, declaration.penalty].includes('yes')
    return hasCase && !declaration.explanation
      ? [{ path: 'declaration.explanation', message: '选择了“有”的，请写明时间、事由和文书号' }]
      : []
  },
  agent: none,
}

function staffNames(text: string): readonly string[] {
  return text.split(/[\s、,，;；]+/).filter((name) => name !== '')
}

/** What the applicant and the officer should look at, without blocking. */
export function applicationWarnings(form: ApplicationForm, { kind, today }: CheckContext): readonly FormIssue[] {
  const { entity, staff, declaration } = form
  const warnings: FormIssue[] = []
  const numberWarning =
    entity.practiceLicenceNumber && entity.licenceForm === 'licence' && findPracticeLicenceWarning(entity.practiceLicenceNumber)
  if (numberWarning) warnings.push({ path: 'entity.practiceLicenceNumber', message: numberWarning })
  if (entity.licenceExpiresOn && entity.licenceExpiresOn >= today && entity.licenceExpiresOn < addDays(today, 60)) {
    const message = `证照${formatDate(entity.licenceExpiresOn)}到期；评估当日证照须有效，请及时换证`
    warnings.push({ path: 'entity.licenceExpiresOn', message })
  }
  const needed = typeOfKind(kind) === 'pharmacy' ? 'pharmacist' : 'physician'
  if (!staff.practitioners.some((person) => person.category === needed && person.primarySiteHere)) {
    const message =
      needed === 'pharmacist' ? '没有注册在本店的药师，评估时相应否决项不能通过' : '没有主要执业机构在本处的医师，评估时相应否决项不能通过'
    warnings.push({ path: 'staff.practitioners', message })
  }
  if ([declaration.endedAgreement, declaration.falseApplication, declaration.penalty].includes('yes')) {
    warnings.push({ path: 'declaration.explanation', message: '所述情形未满1年的，依据第十条不予受理' })
  }
  return warnings
}
