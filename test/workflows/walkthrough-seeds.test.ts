import { describe, expect, it } from 'vitest'
import { sample, sampleNames } from '#test/workflows/sample-application'
import { medicalStandard, pharmacyStandard, policy } from '#test/workflows/seeds'
import { plainDate } from '#workflows/calendar/plain-date'
import { checkApplicationForm } from '#workflows/domain/application-checks'
import { applicationWarnings } from '#workflows/domain/application-warnings'
import { jurisdictionOf } from '#workflows/domain/areas'
import { InstitutionKind, Service } from '#workflows/domain/institution-kinds'
import { missingMaterials } from '#workflows/domain/materials'
import { applicableItems } from '#workflows/policy/evaluation-standard'
import { validateScores } from '#workflows/policy/item-scores'
import { totalOf } from '#workflows/policy/scoring'

const today = plainDate('2023-02-01')
const samples = sampleNames.map((name) => [name, sample(name)] as const)

describe('the sample applications of the walkthrough', () => {
  it('are there for all ten kinds of institution, all six services and every agency', () => {
    expect(new Set(samples.map(([, { site }]) => site.kind))).toEqual(new Set(InstitutionKind.options))
    expect(new Set(samples.flatMap(([, { form }]) => form.services.services))).toEqual(new Set(Service.options))
    const agencies = samples
      .map(([, { site }]) => jurisdictionOf(site))
      .map((found) => (found.ok ? found.value.agency : found.refusal.code))
    expect(new Set(agencies).size).toBe(8)
  })

  it('show the cases that differ: a filing certificate, a sponsor’s code, beds, long-term care, a chain’s authority', () => {
    const all = samples.map(([, input]) => input)
    expect(all.some(({ form }) => form.entity.licenceForm === 'filing')).toBe(true)
    expect(all.some(({ site, institution }) => site.kind === 'village_clinic' && institution.name !== site.name)).toBe(true)
    expect(all.some(({ form }) => (form.scale.bedsApproved ?? 0) >= 100)).toBe(true)
    expect(all.some(({ materials }) => materials?.some(({ materialId }) => materialId === 'chainHeadquarters'))).toBe(true)
  })

  it.each(samples)('%s answers every question, hands in every paper, and passes its own table', (_name, input) => {
    const { institution, site, form } = input
    const context = { kind: site.kind, institutionName: institution.name, today }
    expect(checkApplicationForm(form, context)).toEqual([])
    const handedIn = input.materials?.map(({ materialId }) => materialId)
    if (handedIn !== undefined) expect(missingMaterials({ kind: site.kind, services: form.services.services }, handedIn)).toEqual([])
    const standard = institution.type === 'medical' ? medicalStandard : pharmacyStandard
    const items = applicableItems(standard, policy, { kind: site.kind, services: form.services.services })
    expect(validateScores(items, input.selfEvaluation)).toEqual([])
    expect(totalOf(standard, items, input.selfEvaluation).passed).toBe(true)
  })

  it.each(samples)('%s leaves the officer nothing to look at but what its story has', (name, { institution, site, form }) => {
    const context = { kind: site.kind, institutionName: institution.name, siteName: site.name, uscc: institution.uscc, today }
    const expected: Record<string, string[]> = {
      hospital: ['scale.bedsApproved'],
      'village-clinic': ['institution.uscc'],
    }
    expect(applicationWarnings(form, context).map(({ path }) => path)).toEqual(expected[name] ?? [])
  })

  it('are of different institutions and people', () => {
    const codes = samples.map(([, { institution }]) => institution.uscc)
    expect(new Set(codes).size).toBe(codes.length)
  })
})
