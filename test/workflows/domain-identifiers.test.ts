import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { agencies } from '#workflows/domain/agencies'
import { AreaCode, jurisdictionOf } from '#workflows/domain/areas'
import { BankAccount } from '#workflows/domain/bank-account'
import { DrugLicenceNumber, findDrugLicenceConflict } from '#workflows/domain/drug-licence'
import { Institution, sameName } from '#workflows/domain/institution'
import { findInsuranceCodeConflict, InsuranceCode } from '#workflows/domain/insurance-code'
import { findPracticeLicenceWarning, PracticeLicenceNumber } from '#workflows/domain/licence-number'
import { Mobile, Phone } from '#workflows/domain/phone'
import { refusalGrounds } from '#workflows/domain/refusal-grounds'
import { birthDateOf, maskResidentId, ResidentId } from '#workflows/domain/resident-id'
import { hasUsccCheckCharacter, Uscc } from '#workflows/domain/uscc'

/** First message of a refused value; fails when the value is taken. */
function refusalOf(schema: z.ZodType, value: unknown): string {
  const parsed = schema.safeParse(value)
  if (parsed.success) throw new Error(`taken: ${String(value)}`)
  return parsed.error.issues[0]?.message ?? ''
}

describe('统一社会信用代码', () => {
  it.each(['91110000101623741K', '911101066976941872', '91370502MA3C1A2B7C', ' 91370502ma3c1a2b7c '])('takes %s', (code) => {
    expect(Uscc.safeParse(code).success).toBe(true)
  })

  it('is refused at the exact fault', () => {
    expect(refusalOf(Uscc, '91110000101623741')).toContain('18位')
    expect(refusalOf(Uscc, '91110000101623741I')).toContain('不含 I、O、S、V、Z')
    expect(refusalOf(Uscc, '9111A000101623741K')).toContain('区划码')
    expect(refusalOf(Uscc, '91110000101623741L')).toContain('校验码不符')
    expect(refusalOf(Uscc, '91350211M0000XUF46')).toContain('校验码不符')
    expect(refusalOf(Uscc, undefined)).toBe('请填写统一社会信用代码')
  })

  it('uses check character 0 when the sum divides evenly', () => {
    const codes = Array.from({ length: 31 }, (_, n) => `9137050200000000${'0123456789ABCDEFGHJKLMNPQRTUWXY'[n]}`)
    expect(codes.some((code) => hasUsccCheckCharacter(`${code}0`))).toBe(true)
  })

  it('whose check character fails is taken only when the applicant refers to the certificate', () => {
    const entity = { name: '东营某某诊所有限公司', uscc: '91350211M0000XUF46', type: 'medical' }
    expect(refusalOf(Institution, entity)).toContain('以证书为准')
    expect(Institution.parse({ ...entity, usccConfirmed: true })).toMatchObject({ insuranceType: 'basicMedical' })
  })
})

describe('居民身份证号码', () => {
  it('takes the standard example, also with a small x, and knows the birth date', () => {
    expect(ResidentId.parse('11010519491231002x')).toBe('11010519491231002X')
    expect(birthDateOf('11010519491231002X')).toBe('1949-12-31')
    expect(maskResidentId('11010519491231002X')).toBe('110***********002X')
  })

  it('is refused at the exact fault', () => {
    expect(refusalOf(ResidentId, '11010519491231002')).toContain('18位')
    expect(refusalOf(ResidentId, '110105194912310021')).toContain('校验码不符')
    expect(refusalOf(ResidentId, '11010519490231002X')).toContain('出生日期不存在')
    expect(refusalOf(ResidentId, '00010519491231002X')).toContain('地区码')
  })
})

describe('licences and codes', () => {
  it('warns of an unusual registration number but never blocks it', () => {
    expect(findPracticeLicenceWarning('PDY10001237050217D1102')).toBeUndefined()
    expect(PracticeLicenceNumber.safeParse('370502123456').success).toBe(true)
    expect(findPracticeLicenceWarning('370502123456')).toContain('22位')
    expect(PracticeLicenceNumber.safeParse('东诊备〔2022〕15号').success).toBe(true)
    expect(refusalOf(PracticeLicenceNumber, 'PDY<script>')).toContain('不应出现的字符')
  })

  it('takes old and new drug licences of Dongying retailers only', () => {
    for (const number of ['鲁DA54600123', '鲁CB546012345', '鲁DB5460123'])
      expect(DrugLicenceNumber.safeParse(number).success, number).toBe(true)
    expect(refusalOf(DrugLicenceNumber, '京DA546012345')).toContain('鲁')
    expect(refusalOf(DrugLicenceNumber, '鲁AA546012345')).toContain('批发企业')
    expect(refusalOf(DrugLicenceNumber, '鲁DA531012345')).toContain('格式不符')
    expect(refusalOf(DrugLicenceNumber, '鲁DA5460123456')).toContain('格式不符')
  })

  it('match the letter of the licence to the kind of pharmacy', () => {
    expect(findDrugLicenceConflict('鲁CA546012345', 'pharmacy_chain_store')).toBeUndefined()
    expect(findDrugLicenceConflict('鲁DA546012345', 'pharmacy_chain_store')).toContain('应为 C')
    expect(findDrugLicenceConflict('鲁CA546012345', 'pharmacy_single')).toContain('应为 D')
  })

  it('match the letter of the insurance code to the type', () => {
    expect(InsuranceCode.parse('h37050200010')).toBe('H37050200010')
    expect(refusalOf(InsuranceCode, 'H3705')).toContain('11位')
    expect(findInsuranceCodeConflict('P37050200010', 'medical')).toContain('H 开头')
    expect(findInsuranceCodeConflict('P37050200010', 'pharmacy')).toBeUndefined()
  })

  it('know phones and accounts', () => {
    expect(Phone.parse('0546-8331234')).toBe('0546-8331234')
    expect(Phone.parse('138 0546 0000')).toBe('13805460000')
    expect(refusalOf(Phone, '8331234')).toContain('带区号')
    expect(refusalOf(Mobile, '0546-8331234')).toContain('手机')
    expect(BankAccount.parse('3700 0000 1234 5678')).toBe('3700000012345678')
    expect(refusalOf(BankAccount, '1234567')).toContain('8至32位')
    expect(refusalOf(BankAccount, '12345678A')).toContain('数字')
  })

  it('compare names without regard to width and spaces', () => {
    expect(sameName('东营仁和诊所(普通合伙)', '东营仁和诊所 （普通合伙）')).toBe(true)
    expect(sameName('东营仁和诊所', '东营仁合诊所')).toBe(false)
  })
})

describe('jurisdiction of 第四条', () => {
  const agencyOf = (affiliation: string, admdvs: string) => {
    const found = jurisdictionOf({ affiliation, admdvs })
    return found.ok ? found.value.agency : found.refusal.code
  }

  it('asks for affiliation first: city and oilfield institutions go to the city wherever they are', () => {
    expect(agencyOf('oilfield', '370522')).toBe('370500')
    expect(agencyOf('city', '370523')).toBe('370500')
  })

  it('then for the place', () => {
    for (const area of AreaCode.options) {
      expect(agencyOf('private', area)).toBe(area)
      expect(agencies[area].name).toContain(agencies[area].areaName)
    }
    expect(agencyOf('county', '370571')).toBe('370571')
  })

  it('reads the codes of old certificates and refuses places outside the city', () => {
    expect(agencyOf('private', '370521')).toBe('370505')
    expect(agencyOf('private', '370102')).toBe('outOfArea')
    expect(agencyOf('oilfield', '370102')).toBe('outOfArea')
  })

  it('says why', () => {
    const found = jurisdictionOf({ affiliation: 'oilfield', admdvs: '370522' })
    expect(found).toMatchObject({ ok: true, value: { basis: '第四条', reason: expect.stringContaining('油田所属') } })
  })
})

describe('the grounds of 第十条', () => {
  it('are five, in order, each with its article and a remedy', () => {
    const grounds = Object.values(refusalGrounds)
    expect(grounds.map((ground) => ground.item)).toEqual([1, 2, 3, 4, 5])
    expect(grounds.map((ground) => ground.article)).toEqual(['一', '二', '三', '四', '五'].map((n) => `第十条（${n}）`))
    for (const ground of grounds) expect(ground.remedy).toContain('申请')
  })
})
