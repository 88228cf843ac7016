import { describe, expect, it } from 'vitest'
import { readConfig } from '#app/server/config'

const set = { PORTAL_SMS_URL: 'https://sms.example/v1', PORTAL_SMS_TOKEN: 's3cret-token', PORTAL_SMS_SIGNATURE: '东营医保' }
const faultsOf = (env: Record<string, string>): readonly string[] => {
  const result = readConfig(env)
  return result.ok ? [] : result.faults
}

describe('the settings of text messages', () => {
  it('are given all three or not at all, and every one that lacks is named', () => {
    expect(readConfig(set)).toMatchObject({ ok: true, config: { sms: { signature: '东营医保' } } })
    expect(readConfig({})).not.toHaveProperty('config.sms')
    const faults = faultsOf({ PORTAL_SMS_TOKEN: set.PORTAL_SMS_TOKEN })
    expect(faults).toHaveLength(2)
    expect(faults.join()).not.toContain('s3cret')
  })

  it('say everything that is wrong at once, and repeat no value', () => {
    const faults = faultsOf({
      PORTAL_SMS_URL: 'sms://user:pw@x',
      PORTAL_SMS_TOKEN: 's3cret\r\nX-Evil: 1',
      PORTAL_SMS_SIGNATURE: '【东营医保】',
    })
    expect(faults.map((fault) => fault.split('：')[0])).toEqual(Object.keys(set))
    expect(faults.join()).not.toMatch(/s3cret|sms:\/\/user/)
  })

  it('ask for an encrypted connection in production', () => {
    const production = { ...set, PORTAL_MODE: 'production', PORTAL_SMS_URL: 'http://sms.example/v1' }
    expect(faultsOf(production)).toContain('PORTAL_SMS_URL：正式运行时须为 https（本机地址除外）')
  })
})
