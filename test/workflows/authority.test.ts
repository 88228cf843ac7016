import { describe, expect, it } from 'vitest'
import { findAuthorityGap, type Membership } from '#workflows/access/authority'
import { plainDate } from '#workflows/calendar/plain-date'

const [yesterday, today, tomorrow] = [plainDate('2026-03-01'), plainDate('2026-03-02'), plainDate('2026-03-03')]
const handler = (...letters: Membership['letters']): Membership => ({ capacity: 'handler', letters })

describe('a letter of authority', () => {
  it('carries a handler to the end of its last day and no longer', () => {
    const member = handler({ scope: 'all', validUntil: today })
    expect(findAuthorityGap(member, 'submitApplication', today)).toBeUndefined()
    expect(findAuthorityGap(member, 'submitApplication', tomorrow)).toEqual({ reason: 'ended', until: today })
  })

  it('is not needed by the legal representative, and a handler without any may only read', () => {
    expect(findAuthorityGap({ capacity: 'legalRepresentative', letters: [] }, 'signByInstitution', today)).toBeUndefined()
    expect(findAuthorityGap(handler(), 'withdrawApplication', today)).toEqual({ reason: 'ended', until: null })
  })

  it('without signing carries everything but the signature under the agreement', () => {
    const member = handler({ scope: 'withoutSigning', validUntil: tomorrow })
    expect(findAuthorityGap(member, 'answerSupplementNotice', today)).toBeUndefined()
    expect(findAuthorityGap(member, 'signByInstitution', today)).toEqual({ reason: 'scope' })
  })

  it('is judged by those that are valid: an ended one for everything lends nothing to a narrower one', () => {
    const member = handler({ scope: 'all', validUntil: yesterday }, { scope: 'withoutSigning', validUntil: tomorrow })
    expect(findAuthorityGap(member, 'signByInstitution', today)).toEqual({ reason: 'scope' })
    expect(findAuthorityGap(handler({ scope: 'all', validUntil: null }), 'signByInstitution', tomorrow)).toBeUndefined()
  })
})
