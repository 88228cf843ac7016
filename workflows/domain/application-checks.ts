import type { PlainDate } from '#workflows/calendar/plain-date'
import { type ApplicationForm, ApplicationSectionId } from '#workflows/domain/application-form'
import { getApplicationSection } from '#workflows/domain/application-sections'
import { findDrugLicenceConflict } from '#workflows/domain/drug-licence'
import { type FormField, isShown } from '#workflows/domain/form-fields'
import { sameName } from '#workflows/domain/institution'
import { type InstitutionKind, institutionKinds, servicesText, typeOfKind } from '#workflows/domain/institution-kinds'
import { findInsuranceCodeConflict } from '#workflows/domain/insurance-code'

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
      add('licenceExpiresOn', '证照已经过期，不符合第七条（一），请先换证再申请')
    }
    if (!entity.licenceExpiresOn && (typeOfKind(kind) === 'pharmacy' || entity.licenceForm === 'licence')) {
      add('licenceExpiresOn', '请填写许可证的有效期')
    }
    if (entity.businessLicenceExpiresOn && entity.businessLicenceExpiresOn < today) {
      add('businessLicenceExpiresOn', '营业执照已经过期，请先换证再申请')
    }
    if (entity.lastVerifiedOn && entity.lastVerifiedOn > today) add('lastVerifiedOn', '校验日期不能晚于今天，请按证照核对')
    if (entity.lastVerifiedOn && entity.nextVerificationOn && entity.nextVerificationOn <= entity.lastVerifiedOn) {
      add('nextVerificationOn', '下次校验日期应晚于最近一次校验日期，请按证照核对')
    }
    if (entity.personInChargeId !== entity.legalRepresentativeId && !entity.personInChargePhone) {
      add('personInChargePhone', '请填写主要负责人电话')
    }
    if (entity.controllerName && !entity.controllerId) add('controllerId', '请填写实际控制人身份证号码')
    if (entity.drugLicenceNumber) add('drugLicenceNumber', findDrugLicenceConflict(entity.drugLicenceNumber, kind))
    if (entity.insuranceCode) add('insuranceCode', findInsuranceCodeConflict(entity.insuranceCode, typeOfKind(kind)))
    return issues
  },
  staff: ({ staff }, { kind }) => {
    if (!staff) return []
    const needed = typeOfKind(kind) === 'pharmacy' ? 2 : 1
    const names = staffNames(staff.insuranceStaff)
    const persons = new Set(names)
    const wrongStaff = [
      ...(persons.size < needed ? [`医保管理人员至少${needed}名，每行填写一名，同一人只算一名`] : []),
      ...(persons.size < names.length ? [`医保管理人员重复填写：${repeated(names).join('、')}，请每人只填一次`] : []),
    ].map((message) => ({ path: 'staff.insuranceStaff', message }))
    const seen = new Set<string>()
    const doubled = staff.practitioners.flatMap(({ idNumber, category }, index) => {
      const key = `${idNumber}/${category}`
      const isFirst = !seen.has(key)
      seen.add(key)
      return isFirst ? [] : [{ path: `staff.practitioners[${index}].idNumber`, message: '同一人以同一类别重复填写，请只保留一行' }]
    })
    return [...wrongStaff, ...doubled]
  },
  scale: ({ scale, services }) => {
    if (!scale) return []
    const issues: FormIssue[] = []
    if (scale.area === 0) issues.push({ path: 'scale.area', message: '面积应大于0' })
    if (scale.catalogueDrugCount > scale.drugCount) {
      issues.push({ path: 'scale.catalogueDrugCount', message: '医保目录内品种数不能多于全部品种数，请核对' })
    }
    if (services?.services.includes('inpatient') && scale.bedsApproved === 0) {
      issues.push({
        path: 'scale.bedsApproved',
        message: '申请住院服务的，核定床位至少1张；没有核定床位的，请取消选择住院（第六条（一））',
      })
    }
    if ((scale.bedsOpen ?? 0) > (scale.bedsApproved ?? scale.bedsOpen ?? 0)) {
      issues.push({ path: 'scale.bedsOpen', message: '开放床位不能多于核定床位，请核对' })
    }
    return issues
  },
  services: ({ services }, { kind }) => {
    const refused = services?.services.filter((service) => institutionKinds[kind].services[service] === 'no') ?? []
    const article = typeOfKind(kind) === 'pharmacy' ? '第六条（二）：零售药店只有一个协议类别' : '第六条（一）和各类机构可以申请的服务'
    const message = `${institutionKinds[kind].title}不能申请${servicesText(refused)}，请取消选择（${article}）`
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

const repeated = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
