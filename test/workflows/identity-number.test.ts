import { describe, expect, it } from 'vitest'
import { plainDate } from '#workflows/calendar/plain-date'
import { ApplicationForm, Practitioner } from '#workflows/domain/application-form'
import { ApplicationInput } from '#workflows/domain/application-input'
import { applicationWarnings } from '#workflows/domain/application-warnings'
import { displayedAnswers } from '#workflows/domain/displayed-answers'
import { findIdentityPaper, hasCheckFault, IdentityNumber } from '#workflows/domain/identity-number'
import { findInsuranceCodeWarning, findPersonCodeWarning, PersonInsuranceCode } from '#workflows/domain/insurance-code'
import { findCertificateWarning } from '#workflows/domain/licence-number'
import { clinicInput } from './sample-application'

const firstMessage = (
  schema: { safeParse: (value: unknown) => { error?: { issues: { message: string }[] } | undefined } },
  value: unknown,
) => schema.safeParse(value).error?.issues[0]?.message

describe('the number of an identity paper', () => {
  it.each([
    ['11010519491231002x', 'resident'],
    ['810000199408230021', 'resident'],
    ['911124198108030024', 'permanentResidence'],
    ['JPN370076100101', 'permanentResidence'],
    ['E12345678', 'passport'],
  ])('%s stands on a %s paper', (number, paper) => {
    expect(findIdentityPaper(IdentityNumber.parse(number))).toBe(paper)
  })

  it('is refused when it has the form of none, with the fault named', () => {
    expect(firstMessage(IdentityNumber, '11010519491231002')).toContain('18位')
    expect(firstMessage(IdentityNumber, '123456789')).toContain('18位')
    expect(firstMessage(IdentityNumber, '11010519490231002X')).toContain('出生日期不存在')
    expect(firstMessage(IdentityNumber, '560105194912310025')).toContain('地区码')
    expect(firstMessage(IdentityNumber, undefined)).toBe('请填写身份证号码')
  })

  it('has a check character on resident cards alone', () => {
    expect(hasCheckFault('11010519491231002X')).toBe(false)
    expect(hasCheckFault('110105194912310021')).toBe(true)
    expect(hasCheckFault('E12345678')).toBe(false)
    expect(hasCheckFault(undefined)).toBe(false)
  })

  it('whose check character fails is refused with the other faults of the form, until the paper is said to decide', () => {
    const { form } = clinicInput()
    const wrong = { ...form.entity, personInChargeId: '370502198509030028', openedOn: '2020-02-30' }
    const pathsOf = (entity: object) =>
      ApplicationForm.safeParse({ ...form, entity })
        .error?.issues.map(({ path }) => path.join('.'))
        .sort()
    expect(pathsOf(wrong)).toEqual(['entity.openedOn', 'entity.personInChargeId'])
    expect(pathsOf({ ...wrong, ownership: 'invented' })).toContain('entity.personInChargeId')
    expect(pathsOf({ ...wrong, numbersConfirmed: 'on' })).toEqual(['entity.openedOn'])
  })

  it('is confirmed for each person apart, and the answer repeats it only where it was asked', () => {
    const raw = clinicInput()
    const [doctor] = raw.form.staff.practitioners
    expect(firstMessage(Practitioner, { ...doctor, idNumber: '370522197903151013' })).toContain('校验码不符')
    const wrong = { ...doctor, idNumber: '370522197903151013', numbersConfirmed: true }
    const staff = { ...raw.form.staff, practitioners: [{ ...doctor, professionalTitle: '主治医师' }, wrong] }
    const { institution, site, form } = ApplicationInput.parse({ ...raw, form: { ...raw.form, staff } })
    const answers = displayedAnswers(form, { institution, site })
    const people = answers.find(({ question }) => question === '卫生技术人员和药师')?.answer.split('\n')
    expect(people?.[0]).toBe('1. 陈明，370522197903151012，医师，110370500001234，主治医师，主要执业机构（注册地）为本处')
    expect(people?.[1]).toContain('以证件为准')
    expect(answers.some(({ question }) => question.includes('以证件为准'))).toBe(false)
    const context = { kind: site.kind, institutionName: institution.name, today: plainDate('2026-03-02') }
    expect(applicationWarnings(form, context).map(({ path }) => path)).toEqual(['staff.practitioners[1].idNumber'])
  })
})

describe('codes and certificates of people', () => {
  it('take the four forms of personal insurance codes and warn of a letter of another category', () => {
    for (const code of ['d370502000123', 'N370502000123', 'HJ370502000123', 'HY370502000123'])
      expect(PersonInsuranceCode.safeParse(code).success, code).toBe(true)
    expect(firstMessage(PersonInsuranceCode, 'X370502000123')).toContain('还没有编码的不填')
    expect(findPersonCodeWarning('N370502000123', 'physician')).toContain('应以 D 开头')
    expect(findPersonCodeWarning('HY370502000123', 'pharmacist')).toBeUndefined()
    expect(findPersonCodeWarning('D370502000123', 'villageDoctor')).toBeUndefined()
  })

  it('warn of an institution’s code of another city and of an unusual physician’s certificate, and never block', () => {
    expect(findInsuranceCodeWarning('H35010000010')).toContain('3705')
    expect(findInsuranceCodeWarning('H37050200010')).toBeUndefined()
    expect(findCertificateWarning('110370500001234')).toBeUndefined()
    expect(findCertificateWarning('201537110370522197903151012')).toBeUndefined()
    expect(findCertificateWarning('12345')).toContain('15位')
  })
})

describe('dates of licences', () => {
  const today = plainDate('2026-03-02')
  const warningsOf = (entity: object, scale: object = {}) => {
    const raw = clinicInput()
    const { institution, site, form } = ApplicationInput.parse({
      ...raw,
      form: { ...raw.form, entity: { ...raw.form.entity, ...entity }, scale: { ...raw.form.scale, ...scale } },
    })
    return applicationWarnings(form, { kind: site.kind, institutionName: institution.name, today }).map(({ path }) => path)
  }

  it('warn of a verification that is overdue, or further away than the number of beds allows', () => {
    expect(warningsOf({ lastVerifiedOn: '2025-03-10', nextVerificationOn: '2026-03-10' })).toEqual([])
    expect(warningsOf({ lastVerifiedOn: '2025-02-28', nextVerificationOn: '2026-02-28' })).toEqual(['entity.nextVerificationOn'])
    const threeYears = { lastVerifiedOn: '2024-03-10', nextVerificationOn: '2027-03-10' }
    expect(warningsOf(threeYears)).toEqual(['entity.nextVerificationOn'])
    expect(warningsOf(threeYears, { bedsApproved: 100, bedsOpen: 100 })).toEqual(['scale.bedsApproved'])
  })

  it('warn of an opening before the licence, which a renewed licence explains', () => {
    expect(warningsOf({ openedOn: '2015-04-01' })).toEqual(['entity.openedOn'])
  })
})
