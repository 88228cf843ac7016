import { readdirSync, readFileSync } from 'node:fs'
import type { z } from 'zod'
import { fullMarks, medicalStandard, pharmacyStandard, policy } from '#test/workflows/seeds'
import type { ApplicationForm } from '#workflows/domain/application-form'
import { ApplicationInput } from '#workflows/domain/application-input'
import type { Service } from '#workflows/domain/institution-kinds'
import { applicableItems } from '#workflows/policy/evaluation-standard'

type Raw = z.input<typeof ApplicationInput>

const identity = {
  representative: '370502198005120010',
  manager: '370502198509030027',
  physician: '370522197903151012',
  agent: '37052319881123003x',
}

const shared = {
  staff: { insuranceHeadName: '王海燕', insuranceHeadPhone: '0546-8331234', insuranceStaff: '赵立新\n孙晓梅' },
  declaration: {
    endedAgreement: 'no',
    falseApplication: 'no',
    penalty: 'no',
    serviceAddress: '东营市东营区西四路100号',
    eServiceConsent: true,
    truthful: true,
  },
  agent: { agentName: '赵立新', agentId: identity.agent, agentMobile: '138 0546 0000' },
  people: {
    legalRepresentativeName: '李建国',
    legalRepresentativeId: identity.representative,
    legalRepresentativePhone: '13805460001',
    personInChargeName: '王海燕',
    personInChargeId: identity.manager,
    personInChargePhone: '13805460002',
  },
} as const

const seeds = new URL('../../db/seeds/', import.meta.url)

/** The samples of the walkthrough: `clinic`, `village-clinic` and so on. */
export const sampleNames: readonly string[] = readdirSync(seeds).flatMap((file) => /^walkthrough-(.+)\.json$/.exec(file)?.[1] ?? [])

/** One of them, parsed. */
export const sample = (name: string): ApplicationInput =>
  ApplicationInput.parse(JSON.parse(readFileSync(new URL(`walkthrough-${name}.json`, seeds), 'utf8')))

/** A clinic in 东营区 that applies for 普通门诊, as a file would hold it. */
export function clinicInput(): Raw {
  return {
    institution: { name: '东营仁和诊所有限公司', uscc: '91370502MA3C1A2B7C', type: 'medical' },
    site: { name: '东营仁和诊所', kind: 'clinic', address: '西四路100号1层', admdvs: '370502', affiliation: 'private' },
    form: {
      entity: {
        ...shared.people,
        ownership: 'private',
        profitNature: 'forProfit',
        licenceForm: 'licence',
        practiceLicenceNumber: 'PDY10001237050217D1102',
        licenceIssuedOn: '2020-03-02',
        licenceExpiresOn: '2035-03-01',
        openedOn: '2020-04-01',
      },
      staff: {
        ...shared.staff,
        practitioners: [
          {
            name: '陈明',
            idNumber: identity.physician,
            category: 'physician',
            certificateNumber: '110370500001234',
            primarySiteHere: true,
          },
        ],
      },
      scale: {
        level: 'ungraded',
        departments: '内科',
        equipment: '心电图机 ECG-12 1台',
        area: 180,
        drugCount: '420',
        catalogueDrugCount: 360,
        outpatientVisits: 5100,
      },
      services: { services: ['general_outpatient'] },
      systems: { vendor: '山东某软件有限公司', version: '门诊系统 V3.2', networkType: 'dedicated', interfaceState: 'ready' },
      account: { accountName: '东营仁和诊所有限公司', bankName: '某银行东营西四路支行', bankAccount: '3700 0000 1234 5678' },
      declaration: shared.declaration,
      agent: shared.agent,
    },
    selfEvaluation: fullMarks(applicableItems(medicalStandard, policy, { kind: 'clinic', services: ['general_outpatient'] })),
  }
}

/** A single pharmacy in 利津县. */
export function pharmacyInput(): Raw {
  const clinic = clinicInput()
  return {
    institution: { name: '利津康泰大药房有限公司', uscc: '91370522MA3D5E6F8P', type: 'pharmacy' },
    site: { name: '利津康泰大药房', kind: 'pharmacy_single', address: '利一路66号', admdvs: '370522', affiliation: 'private' },
    form: {
      ...clinic.form,
      entity: {
        ...shared.people,
        ownership: 'private',
        drugLicenceNumber: '鲁DA54600123',
        licenceIssuedOn: '2022-06-01',
        licenceExpiresOn: '2027-05-31',
        openedOn: '2022-06-20',
      },
      staff: {
        ...shared.staff,
        practitioners: [
          {
            name: '周琳',
            idNumber: '370522199212014042',
            category: 'pharmacist',
            certificateNumber: '371219000123',
            primarySiteHere: true,
          },
        ],
      },
      scale: { area: 120, drugCount: 2600, catalogueDrugCount: 1900, salesYuan: 386000 },
      services: { services: ['retail_drug'] },
      account: { ...clinic.form.account, accountName: '利津康泰大药房有限公司' },
    },
    selfEvaluation: fullMarks(applicableItems(pharmacyStandard, policy, { kind: 'pharmacy_single', services: ['retail_drug'] })),
  }
}

/** A parsed form with other services, for the questions that depend on them. */
export function formWith(services: Service[]): ApplicationForm {
  const { form } = ApplicationInput.parse(clinicInput())
  return { ...form, services: { services } }
}
