import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SecondServerError, takeServerPlace } from '#app/server/single-server'

const folder = mkdtempSync(join(tmpdir(), 'single-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const parentOfThisProcess = process.ppid

describe('the one server of a SQLite file', () => {
  it('refuses a second server while the first one lives, and says which process it is', () => {
    const file = join(folder, 'a.sqlite')
    writeFileSync(`${file}.server`, String(parentOfThisProcess))
    expect(() => takeServerPlace(file)).toThrow(SecondServerError)
    expect(() => takeServerPlace(file)).toThrow(String(parentOfThisProcess))
  })

  it('takes over the place of a server that was killed', () => {
    const file = join(folder, 'b.sqlite')
    writeFileSync(`${file}.server`, '999999999')
    const leave = takeServerPlace(file)
    expect(existsSync(`${file}.server`)).toBe(true)
    leave()
    expect(existsSync(`${file}.server`)).toBe(false)
  })
})
