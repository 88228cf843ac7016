import { describe, expect, it } from 'vitest'
import { plainDate } from '#workflows/calendar/plain-date'
import { InstitutionKind, servicesOfKind } from '#workflows/domain/institution-kinds'
import { entityMaterials, holderOf, materialsFor } from '#workflows/domain/materials'
import { findMaterialsList, materialsListOn, materialsLists } from '#workflows/domain/materials-list'

const scopes = InstitutionKind.options.map((kind) => ({ kind, services: [...servicesOfKind(kind)] }))

describe('the closed list of materials', () => {
  it('is that of the day: a new list holds from its own day on', () => {
    expect(materialsListOn(plainDate('2019-11-30')).id).toBe('2016-1')
    expect(materialsListOn(plainDate('2019-12-01')).id).toBe('2019-1')
    expect(findMaterialsList('2019-1')?.effectiveFrom).toBe('2019-12-01')
    expect(findMaterialsList('2031-9')).toBeUndefined()
  })

  it('asks pharmacies, and nobody else, for the GSP certificate until it was abolished', () => {
    for (const scope of scopes) {
      const has = (list: '2016-1' | '2019-1') => materialsFor(scope, list).some(({ id }) => id === 'gspCertificate')
      expect([scope.kind, has('2016-1'), has('2019-1')]).toEqual([scope.kind, scope.kind.startsWith('pharmacy'), false])
    }
  })

  it('never made a paper compulsory or dropped one between its versions: who applied under one has not to hand in more', () => {
    const required = (list: (typeof materialsLists)[number]['id']) =>
      scopes.map((scope) => materialsFor(scope, list).flatMap(({ id, requirement }) => (requirement === 'required' ? [id] : [])))
    expect(new Set(materialsLists.map(({ id }) => JSON.stringify(required(id)))).size).toBe(1)
  })

  it('says of every entry why it is asked for, and of licences of the entity, not of the site, that they serve all sites', () => {
    for (const scope of scopes) for (const item of materialsFor(scope)) expect(item.basis).toMatch(/^第.+条/)
    expect(entityMaterials.map(({ id }) => id)).toEqual([
      'registration',
      'identity',
      'labourContracts',
      'internalRules',
      'chainHeadquarters',
    ])
    expect(['practiceLicence', 'premises', 'inpatientCapability'].map(holderOf)).toEqual(['site', 'site', 'site'])
    expect(['stockRecords', 'commitment'].map(holderOf)).toEqual(['application', 'application'])
  })
})
