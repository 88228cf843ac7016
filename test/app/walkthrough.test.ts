import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TimelineRow } from '#app/journey/timeline'
import clinicSeed from '#db/seeds/walkthrough-clinic.json'
import { bothDatabases } from '#test/setup/databases'

const folder = mkdtempSync(join(tmpdir(), 'walkthrough-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Every region of an agreement at its end. */
const ended = 'connection.over filing.closed listing.delisted performance.over record.over renewal.over settlement.over term.ended'

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, PORTAL_DATABASE_URL: 'file::memory:' },
  })

const kinds = await bothDatabases()
afterAll(() => {
  for (const kind of kinds) kind.stop()
})
const walks = ['clinic', 'pharmacy'].flatMap((name) => kinds.map((kind) => [name, kind.name, kind] as const))

describe.each(walks)('the walkthrough of the sample %s on %s', (name, kindName, kind) => {
  const out = join(folder, `${name}-${kindName}`)
  let timeline: TimelineRow[] = []
  beforeAll(async () => {
    const { url, drop } = await kind.open()
    const sample = `db/seeds/walkthrough-${name}.json`
    const { status, stderr } = run('app/walkthrough.ts', '--input', sample, '--out', out, '--database', url)
    await drop()
    expect(status, stderr).toBe(0)
    timeline = JSON.parse(readFileSync(join(out, 'timeline.json'), 'utf8'))
  })

  it('goes from the application to the end of the closing duties, each step with its article', () => {
    expect(timeline[0]).toMatchObject({
      command: 'submitApplication',
      to: 'submitted.clock.inTime submitted.examination.byOfficer',
      article: '第八条',
    })
    expect(timeline.at(-1)).toMatchObject({ command: 'delistAgreement', to: ended })
    for (const row of timeline) {
      expect(row.article).toMatch(/^第[一二三四五六七八九十]+条/)
      expect(row.command === null).not.toBe(row.deadline === null)
    }
    expect(timeline.map((row) => row.at)).toEqual([...timeline.map((row) => row.at)].sort())
  })

  it('ends the notice and the agreement by their deadlines alone', () => {
    const fired = timeline.filter((row) => row.deadline !== null).map((row) => row.deadline)
    expect(fired).toEqual(expect.arrayContaining(['roundLock', 'evaluationOpens', 'publicNotice', 'termEnds']))
  })

  it('writes one PDF for every document of the timeline', () => {
    const numbered = timeline.filter((row) => row.document !== null)
    const pdfs = readdirSync(out).filter((file) => file.endsWith('.pdf'))
    expect(pdfs).toHaveLength(numbered.length)
    expect(pdfs.map((file) => file.slice(3, -4))).toEqual(
      expect.arrayContaining([
        'applicationReceipt',
        'evaluationVisitNotice',
        'visitRecord',
        'evaluationForm',
        'evaluationResultNotice',
        'publicNotice',
        'serviceAgreement',
        'filingForm',
        'filingReceipt',
        'listAnnouncement',
        'expiryNotice',
      ]),
    )
  })

  it('gives an agreement whose two signatures another reader calls valid', () => {
    const agreement = readdirSync(out).find((file) => file.endsWith('serviceAgreement.pdf'))
    const { stdout } = spawnSync('pdfsig', [join(out, agreement ?? '')], { encoding: 'utf8' })
    expect(stdout.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(2)
    expect(stdout).toContain('Total document signed')
  })

  it('sums up the term and the bar that follows its end', () => {
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))
    // Signed on 2023-04-23, a Sunday that was worked to make up for the May holiday.
    expect(summary.agreement).toMatchObject({ startsOn: '2023-04-23', expiresOn: '2026-04-22' })
    expect(summary.bars[0]).toMatchObject({ starts_on: '2026-04-22', until: '2027-04-22', article: '第十条（二）' })
  })
})

describe('an input that the portal refuses', () => {
  it('ends non-zero and names the field and what to do', () => {
    const file = join(folder, 'wrong.json')
    writeFileSync(file, JSON.stringify({ ...clinicSeed, institution: { ...clinicSeed.institution, uscc: '91370502MA3C1A2B70' } }))
    const { status, stderr } = run('app/walkthrough.ts', '--input', file, '--out', join(folder, 'wrong'))
    expect(status).toBe(1)
    expect(stderr).toContain('institution.uscc')
    expect(stderr).toContain('校验码不符')
    expect(stderr).not.toMatch(/\bat .+\(.+:\d+:\d+\)/)
  })
})

describe('the command line', () => {
  it('explains every day of a period and its end', () => {
    const { stdout, status } = run('app/cli.ts', 'calendar', 'explain', '2026-04-29', '+5wd')
    expect(status).toBe(0)
    expect(stdout).toContain('2026-05-01  不计  劳动节放假')
    expect(stdout).toContain('2026-05-09  计入  调休上班')
    expect(stdout).toContain('届满：2026年5月9日')
  })

  it('refuses a year without a calendar by its name', () => {
    const { stderr, status } = run('app/cli.ts', 'calendar', 'explain', '2026-12-28', '+5wd')
    expect(status).toBe(1)
    expect(stderr).toContain('2027年')
  })

  it('prints a schema of the input that other programs can read', () => {
    const schema = JSON.parse(run('app/cli.ts', 'schema', 'application').stdout)
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['institution', 'site', 'form', 'selfEvaluation']))
  })
})
