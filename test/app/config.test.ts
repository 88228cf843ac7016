import { describe, expect, it } from 'vitest'
import { readConfig } from '#app/server/config'

const strong = 'k3Jd9-sLq0_vT7xZb2-Wn5Rc8-Yp1Ga4'

function faultsOf(env: Record<string, string>): readonly string[] {
  const result = readConfig(env)
  return result.ok ? [] : result.faults
}

it('starts a demonstration on SQLite at port 3000 without any setting', () => {
  const result = readConfig({ PATH: '/bin' })
  expect(result).toMatchObject({ ok: true, config: { mode: 'demo', port: 3000, databaseUrl: 'file:var/portal.sqlite', secure: false } })
})

it('takes a full production setting', () => {
  const env = {
    PORTAL_MODE: 'production',
    PORTAL_ORIGIN: 'https://ybxy.example',
    PORTAL_SECRET: strong,
    PORTAL_SEAL_KEY_FILE: '/etc/portal/seal.pem',
    PORTAL_SEAL_COPY_FOLDER: '/mnt/seals',
    PORTAL_DATABASE_URL: 'postgres://u:p@db/x',
    PORTAL_TRUST_PROXY: '10.0.0.1, fd00::/8',
  }
  expect(readConfig(env)).toMatchObject({
    ok: true,
    config: { secure: true, sealKeyFile: '/etc/portal/seal.pem', sealCopyFolder: '/mnt/seals', trustedProxies: ['10.0.0.1', 'fd00::/8'] },
  })
})

describe('a wrong setting', () => {
  it.each([
    ['PORT', '70000'],
    ['PORT', '3000x'],
    ['PORT', '-1'],
    ['PORT', ''],
    ['HOST', ''],
    ['PORTAL_MODE', 'test'],
    ['PORTAL_MODE', ''],
    ['PORTAL_DATABASE_URL', 'mysql://x'],
    ['PORTAL_DATABASE_URL', 'file:'],
    ['PORTAL_ORIGIN', 'ybxy.example'],
    ['PORTAL_ORIGIN', 'https://ybxy.example/'],
    ['PORTAL_ORIGIN', 'ftp://ybxy.example'],
    ['PORTAL_TRUST_PROXY', 'all'],
    ['PORTAL_TRUST_PROXY', '10.0.0.0/33'],
    ['PORTAL_SECRET', 'short'],
    ['PORTAL_SECRET', 'a'.repeat(40)],
    ['PORTAL_SEAL_KEY_FILE', ''],
    ['PORTAL_SEAL_COPY_FOLDER', ''],
    ['PORTAL_LOG_LEVEL', 'loud'],
    ['PORTAL_UPLOAD_LIMIT_MB', '0'],
    ['PORTAL_REQUESTS_PER_MINUTE', '1'],
    ['PORTAL_MOED', 'demo'],
    ['PORTAL_', 'x'],
  ])('%s=%j is named and refused', (name, value) => {
    const faults = faultsOf({ [name]: value })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(new RegExp(`^${name}：`))
  })

  it('is listed together with all the others', () => {
    expect(faultsOf({ PORT: 'x', PORTAL_MODE: 'x', PORTAL_NONE: 'x', PORTAL_SECRET: 'x' })).toHaveLength(4)
  })

  it('never has its value repeated', () => {
    const secret = 'hunter2hunter2'
    const faults = faultsOf({ PORTAL_SECRET: secret, PORTAL_DATABASE_URL: `mysql://u:${secret}@db`, PORTAL_PASSWORD: secret })
    expect(faults).toHaveLength(3)
    expect(faults.join()).not.toContain('hunter2')
  })
})

describe('production', () => {
  it.each([
    ['without address, secret and sealing key', {}, ['PORTAL_ORIGIN', 'PORTAL_SECRET', 'PORTAL_SEAL_KEY_FILE']],
    ['on a plain address', { PORTAL_ORIGIN: 'http://ybxy.example', PORTAL_SECRET: strong, PORTAL_SEAL_KEY_FILE: 'k' }, ['PORTAL_ORIGIN']],
  ])('is refused %s', (_name, env, names) => {
    expect(faultsOf({ PORTAL_MODE: 'production', ...env }).map((fault) => fault.split('：')[0])).toEqual(names)
  })

  it('may be tried on localhost without HTTPS', () => {
    expect(
      faultsOf({ PORTAL_MODE: 'production', PORTAL_ORIGIN: 'http://localhost:3000', PORTAL_SECRET: strong, PORTAL_SEAL_KEY_FILE: 'k' }),
    ).toEqual([])
  })
})
