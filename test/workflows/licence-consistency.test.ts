import { describe, expect, it } from 'vitest'
import { sample, sampleNames } from '#test/workflows/sample-application'
import type { EntitySection } from '#workflows/domain/application-form'
import { licenceContradictions, type Registration } from '#workflows/domain/licence-consistency'

const hospital = sample('hospital')
const registered: Registration = { uscc: hospital.institution.uscc, admdvs: hospital.site.admdvs, kind: hospital.site.kind }
const paths = (entity: Partial<EntitySection>, registration: Partial<Registration> = {}) =>
  licenceContradictions({ ...hospital.form.entity, ...entity }, { ...registered, ...registration }).map(({ path }) => path)

describe('licences that contradict the registration', () => {
  it.each(sampleNames)('%s does not', (name) => {
    const { institution, site, form } = sample(name)
    expect(licenceContradictions(form.entity, { uscc: institution.uscc, admdvs: site.admdvs, kind: site.kind })).toEqual([])
  })

  it('in the organisation code, unless a stand-in takes its place or the sponsor applies for a village clinic', () => {
    const other = '49542031637052211A1001'
    expect(paths({ practiceLicenceNumber: other })).toEqual(['entity.practiceLicenceNumber'])
    expect(paths({ practiceLicenceNumber: 'PDY10001237052211A1001' })).toEqual([])
    expect(paths({ practiceLicenceNumber: other }, { kind: 'village_clinic' })).toEqual([])
    expect(paths({ practiceLicenceNumber: other, licenceForm: 'filing' })).toEqual([])
  })

  it('in the county; a zone lies within counties, and 370521 is 垦利区', () => {
    expect(paths({}, { admdvs: '370503' })).toEqual(['entity.practiceLicenceNumber'])
    expect(paths({}, { admdvs: '370571' })).toEqual([])
    const own = hospital.form.entity.practiceLicenceNumber?.replace('370522', '370521')
    expect(paths({ practiceLicenceNumber: own }, { admdvs: '370505' })).toEqual([])
  })

  it('in the nature of the business', () => {
    expect(paths({ profitNature: 'forProfit' })).toEqual(['entity.profitNature'])
    expect(paths({ profitNature: 'forProfit' }, { uscc: '91370502MA3C1A2B7C' })).toEqual(['entity.practiceLicenceNumber'])
  })
})
