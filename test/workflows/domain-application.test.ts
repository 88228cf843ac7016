import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clinicInput, formWith, pharmacyInput } from '#test/workflows/sample-application'
import { policy } from '#test/workflows/seeds'
import { plainDate } from '#workflows/calendar/plain-date'
import { AgreementTerms, mayBeLongTerm, termOf } from '#workflows/domain/agreement-terms'
import { type CheckContext, checkApplicationForm, checkApplicationSection } from '#workflows/domain/application-checks'
import { type ApplicationForm, applicationSectionSchemas, Practitioner } from '#workflows/domain/application-form'
import { ApplicationInput } from '#workflows/domain/application-input'
import { applicationSections } from '#workflows/domain/application-sections'
import { applicationWarnings } from '#workflows/domain/application-warnings'
import { displayedAnswers } from '#workflows/domain/displayed-answers'
import { type FormField, isShown } from '#workflows/domain/form-fields'
import { InstitutionKind, institutionKinds, servicesOfKind } from '#workflows/domain/institution-kinds'
import { findMaterial, materialsFor, missingMaterials } from '#workflows/domain/materials'

const today = plainDate('2026-03-02')
const clinicContext: CheckContext = { kind: 'clinic', institutionName: '东营仁和诊所有限公司', today }
const pharmacyContext: CheckContext = { kind: 'pharmacy_single', institutionName: '利津康泰大药房有限公司', today }

/** The clinic's parsed form with one section changed. */
function clinicForm<S extends keyof ApplicationForm>(section?: S, change: Partial<ApplicationForm[S]> = {}): ApplicationForm {
  const { form } = ApplicationInput.parse(clinicInput())
  return section === undefined ? form : { ...form, [section]: { ...form[section], ...change } }
}

describe('the questions of the form', () => {
  it('are the fields of the schemas, section by section', () => {
    for (const section of applicationSections) {
      const asked = section.fields.map((field) => field.name)
      expect(asked, section.id).toEqual(Object.keys(applicationSectionSchemas[section.id].shape))
    }
    const rows = applicationSections.flatMap((section): readonly FormField[] => section.fields).filter((field) => field.type === 'rows')
    expect(rows.map((field) => field.fields?.map((cell) => cell.name))).toEqual([Object.keys(Practitioner.shape)])
  })

  it('offer in every list exactly the values that the schema takes', () => {
    for (const section of applicationSections) {
      const shape: Record<string, z.ZodType> = applicationSectionSchemas[section.id].shape
      for (const { name, type, options } of section.fields as readonly FormField[]) {
        if (type !== 'select' && type !== 'checkboxes') continue
        const wrap = (value: string) => (type === 'checkboxes' ? [value] : value)
        for (const { value } of options ?? []) expect(shape[name]?.safeParse(wrap(value)).success, `${name}=${value}`).toBe(true)
        expect(shape[name]?.safeParse(wrap('invented')).success, name).toBe(false)
      }
    }
  })

  it('are asked of whom they concern', () => {
    const names = (kind: InstitutionKind, services: ApplicationForm['services']['services']) =>
      applicationSections.flatMap((section) =>
        section.fields.filter((field) => isShown(field, { kind, services })).map((field) => field.name),
      )
    const clinic = names('clinic', ['general_outpatient'])
    expect(clinic).toContain('practiceLicenceNumber')
    for (const absent of ['drugLicenceNumber', 'bedsApproved', 'salesYuan', 'serviceReason', 'chronicDiseases'])
      expect(clinic).not.toContain(absent)
    expect(names('clinic', ['general_outpatient', 'outpatient_chronic'])).toEqual(
      expect.arrayContaining(['serviceReason', 'chronicDiseases']),
    )
    expect(names('hospital', ['inpatient'])).toContain('bedsApproved')
    expect(names('pharmacy_single', ['retail_drug'])).not.toContain('departments')
  })
})

describe('the whole application', () => {
  it('of a clinic and of a pharmacy is taken without a fault', () => {
    for (const [input, context] of [
      [clinicInput(), clinicContext],
      [pharmacyInput(), pharmacyContext],
    ] as const) {
      const parsed = ApplicationInput.parse(input)
      expect(checkApplicationForm(parsed.form, context)).toEqual([])
      expect(applicationWarnings(parsed.form, context)).toEqual([])
    }
  })

  it('is normalised: numbers from text, spaces out of accounts, ids in capitals', () => {
    const { form } = ApplicationInput.parse(clinicInput())
    expect(form.scale.drugCount).toBe(420)
    expect(form.account.bankAccount).toBe('3700000012345678')
    expect(form.agent).toMatchObject({ agentId: '37052319881123003X', agentMobile: '13805460000' })
  })

  it('can be described as JSON Schema of what is handed in', () => {
    const schema = z.toJSONSchema(ApplicationInput, { io: 'input' })
    expect(schema.required).toEqual(['institution', 'site', 'form', 'selfEvaluation'])
    expect(schema.properties?.institution).toMatchObject({ required: ['name', 'uscc', 'type'] })
  })

  it('is refused when the kind contradicts the type', () => {
    const input = clinicInput()
    const parsed = ApplicationInput.safeParse({ ...input, institution: { ...input.institution, type: 'pharmacy' } })
    expect(parsed.error?.issues).toMatchObject([{ path: ['site', 'kind'] }])
  })

  it('names the field and what to do for bad values', () => {
    const input = clinicInput()
    const parsed = ApplicationInput.safeParse({
      ...input,
      form: {
        ...input.form,
        entity: { ...input.form.entity, licenceIssuedOn: '2020-02-30', legalRepresentativeId: '370502198005120011' },
        scale: { ...input.form.scale, area: '一百' },
        declaration: { ...input.form.declaration, truthful: false },
      },
    })
    const issues = Object.fromEntries((parsed.error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]))
    expect(issues).toMatchObject({
      'form.entity.licenceIssuedOn': expect.stringContaining('没有这一天'),
      'form.entity.legalRepresentativeId': expect.stringContaining('校验码不符'),
      'form.scale.area': expect.stringContaining('整数'),
      'form.declaration.truthful': expect.stringContaining('勾选'),
    })
  })
})

describe('checks between fields', () => {
  it.each<[string, ApplicationForm, string, RegExp]>([
    [
      'a missing licence number of a medical institution',
      clinicForm('entity', { practiceLicenceNumber: undefined }),
      'entity.practiceLicenceNumber',
      /请填写/,
    ],
    [
      'a licence issued tomorrow',
      clinicForm('entity', { licenceIssuedOn: plainDate('2026-03-03') }),
      'entity.licenceIssuedOn',
      /不能晚于今天/,
    ],
    ['an expired licence', clinicForm('entity', { licenceExpiresOn: plainDate('2026-03-01') }), 'entity.licenceExpiresOn', /已经过期/],
    ['a licence without its end', clinicForm('entity', { licenceExpiresOn: undefined }), 'entity.licenceExpiresOn', /有效期/],
    ['a pharmacy code for a clinic', clinicForm('entity', { insuranceCode: 'P37050200010' }), 'entity.insuranceCode', /H 开头/],
    ['more catalogue drugs than drugs', clinicForm('scale', { catalogueDrugCount: 421 }), 'scale.catalogueDrugCount', /不能多于/],
    ['inpatient care at a clinic', clinicForm('services', { services: ['inpatient'] }), 'services.services', /不能申请住院/],
    ['an account of somebody else', clinicForm('account', { accountName: '李建国个人账户' }), 'account.accountName', /应与申请单位/],
    ['a stated penalty without words', clinicForm('declaration', { penalty: 'yes' }), 'declaration.explanation', /文书号/],
  ])('find %s', (_what, form, path, message) => {
    expect(checkApplicationForm(form, clinicContext)).toContainEqual({ path, message: expect.stringMatching(message) })
  })

  it('ask a pharmacy for two insurance staff and a clinic for one', () => {
    const one = (form: ApplicationForm): ApplicationForm => ({ ...form, staff: { ...form.staff, insuranceStaff: '赵立新' } })
    expect(checkApplicationForm(one(clinicForm()), clinicContext)).toEqual([])
    expect(checkApplicationForm(one(ApplicationInput.parse(pharmacyInput()).form), pharmacyContext)).toMatchObject([
      { path: 'staff.insuranceStaff' },
    ])
  })

  it('ask for beds only of those who apply for inpatient care', () => {
    const context: CheckContext = { ...clinicContext, kind: 'hospital' }
    const form = formWith(['inpatient'])
    expect(checkApplicationSection('scale', form, context).map((issue) => issue.path)).toEqual([
      'scale.bedsApproved',
      'scale.bedsOpen',
      'scale.inpatientVisits',
    ])
    const full = { ...form, scale: { ...form.scale, bedsApproved: 20, bedsOpen: 21, inpatientVisits: 100 } }
    expect(checkApplicationSection('scale', full, context)).toMatchObject([{ path: 'scale.bedsOpen' }])
  })

  it('find the same person entered twice in one category', () => {
    const form = clinicForm()
    const twice = [...form.staff.practitioners, ...form.staff.practitioners]
    expect(checkApplicationForm({ ...form, staff: { ...form.staff, practitioners: twice } }, clinicContext)).toMatchObject([
      { path: 'staff.practitioners[1].idNumber' },
    ])
  })

  it('warn without blocking', () => {
    const form = clinicForm('entity', { licenceExpiresOn: plainDate('2026-03-22'), practiceLicenceNumber: '370502123456' })
    const people = { ...form.staff, practitioners: form.staff.practitioners.map((person) => ({ ...person, primarySiteHere: false })) }
    const paths = applicationWarnings({ ...form, staff: people }, clinicContext).map((warning) => warning.path)
    expect(paths).toEqual(['entity.practiceLicenceNumber', 'entity.licenceExpiresOn', 'staff.practitioners'])
    expect(checkApplicationForm(form, clinicContext)).toEqual([])
  })
})

describe('the frozen answers', () => {
  it('repeat what was shown, in words, with the records of the parties first', () => {
    const { institution, site, form } = ApplicationInput.parse(clinicInput())
    const answers = displayedAnswers(form, { institution, site })
    const of = (question: string) => answers.find((answer) => answer.question === question)?.answer
    expect(answers[0]).toEqual({ section: '申请单位', question: '单位全称', answer: '东营仁和诊所有限公司' })
    expect(of('执业（经营）地点')).toBe('东营区 西四路100号1层')
    expect(of('所有制形式')).toBe('私营')
    expect(of('发证（备案）日期')).toBe('2020年3月2日')
    expect(of('建筑（营业）面积')).toBe('180平方米')
    expect(of('申请的服务类别')).toBe('普通门诊')
    expect(of('国家医保机构编码')).toBe('未填')
    expect(of('同意以本系统电子送达文书')).toBe('是')
    expect(of('卫生技术人员和药师')).toBe('1. 陈明，370522197903151012，医师，110370500001234，主要执业机构（注册地）为本处')
    expect(of('药品经营许可证编号')).toBeUndefined()
  })
})

describe('the services of each kind', () => {
  it('exist for every kind and never mix medical care with retail', () => {
    for (const kind of InstitutionKind.options) {
      const services = servicesOfKind(kind)
      expect(services.length, kind).toBeGreaterThan(0)
      expect(services.includes('retail_drug'), kind).toBe(institutionKinds[kind].type === 'pharmacy')
    }
    expect(servicesOfKind('clinic')).not.toContain('inpatient')
    expect(servicesOfKind('village_clinic')).toEqual(['general_outpatient', 'outpatient_pooling'])
    expect(servicesOfKind('nursing_institution')).not.toContain('outpatient_pooling')
  })
})

describe('the checklist of materials', () => {
  const ids = (kind: InstitutionKind, services: Parameters<typeof materialsFor>[0]['services']) =>
    materialsFor({ kind, services }).map((item) => item.id)

  it('is closed and follows the kind', () => {
    expect(ids('clinic', ['general_outpatient'])).toContain('practiceLicence')
    expect(ids('clinic', ['general_outpatient'])).not.toContain('drugLicence')
    expect(ids('pharmacy_single', ['retail_drug'])).toContain('drugLicence')
    expect(ids('pharmacy_single', ['retail_drug'])).not.toContain('chainHeadquarters')
    expect(ids('pharmacy_chain_store', ['retail_drug'])).toContain('chainHeadquarters')
    expect(ids('village_clinic', ['general_outpatient'])).not.toContain('equipmentList')
  })

  it('adds one entry for each service with conditions of its own', () => {
    expect(ids('hospital', ['general_outpatient', 'inpatient', 'outpatient_chronic'])).toEqual(
      expect.arrayContaining(['inpatientCapability', 'chronicCapability']),
    )
    expect(ids('hospital', ['general_outpatient'])).not.toContain('inpatientCapability')
  })

  it('rests on an article in every entry and has no two alike', () => {
    for (const kind of InstitutionKind.options) {
      const items = materialsFor({ kind, services: servicesOfKind(kind) })
      expect(new Set(items.map((item) => item.id)).size).toBe(items.length)
      for (const item of items) {
        expect(item.basis).toMatch(/^第[四五六七八]条/)
        expect(findMaterial(item.id)?.title).toBe(item.title)
      }
    }
  })

  it('says what is still missing', () => {
    const context = { kind: 'clinic', services: ['general_outpatient'] } as const
    const required = materialsFor(context)
      .filter((item) => item.requirement === 'required')
      .map((item) => item.id)
    expect(missingMaterials(context, required)).toEqual([])
    expect(missingMaterials(context, required.slice(1)).map((item) => item.id)).toEqual([required[0]])
  })
})

describe('the term of an agreement', () => {
  it.each([
    ['2026-05-11', '2029-05-10'],
    ['2023-03-01', '2026-02-28'],
    ['2024-03-01', '2027-02-28'],
    ['2024-02-29', '2027-02-28'],
    ['2026-01-01', '2028-12-31'],
  ])('from %s runs to %s', (startsOn, expiresOn) => {
    expect(termOf(policy, plainDate(startsOn))).toEqual({ startsOn, expiresOn })
  })

  it('may be long only for medical institutions', () => {
    expect(mayBeLongTerm(policy, 'hospital')).toBe(true)
    expect(mayBeLongTerm(policy, 'pharmacy_single')).toBe(false)
  })

  it('cannot end before it begins', () => {
    const terms = {
      services: ['general_outpatient'],
      startsOn: '2026-05-11',
      expiresOn: '2026-05-10',
      settlementAccount: clinicInput().form.account,
      clauseSetVersion: policy.clauseSetVersion,
    }
    expect(AgreementTerms.safeParse(terms).error?.issues[0]?.path).toEqual(['expiresOn'])
    expect(AgreementTerms.parse({ ...terms, expiresOn: '2029-05-10' }).termType).toBe('fixed')
  })
})
