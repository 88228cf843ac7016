import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '#db/open'
import { migrateSafely } from '#db/schema-state'
import clinicSeed from '#db/seeds/walkthrough-clinic.json'
import { dateOf, instant } from '#workflows/calendar/plain-date'
import { ApplicationInput } from '#workflows/domain/application-input'
import { castFor } from './journey/life'
import { panelSheets } from './journey/panel-scores'
import { isScenario, scenarioNames, type Walked, walk } from './journey/scenarios'
import { JourneyRefused } from './journey/steps'
import { summaryOf, timelineOf } from './journey/timeline'
import { databaseFault } from './server/database-faults'
import { standingClock } from './services/clock.server'
import { issuesOf } from './services/input-words'
import { createPortal, type Portal } from './services/portal.server'
import { loadReferenceData } from './services/reference-data.server'
import { loadRules } from './services/rules.server'

const start = instant('2023-02-01T01:00:00.000Z')

const usage = `用法：npm run walkthrough -- [--input 文件] [--out 目录] [--database 地址]

把一份申请从提交一直办到协议期满、续签或者解除，只经过与网页相同的入口。
  --scenario  走哪一条路：renew 续签，lapse 期满未续签（缺省），change 变更，rescind 违规解除，
              reapply-too-early 一年内重新申请，objection 公示异议，supplement-lapse 逾期未补正
  --input     申请（JSON，结构见 npm run portal -- schema application）；缺省用示例诊所
  --out       输出目录，缺省 var/walkthrough：每份文书一个 PDF，另有 timeline.json 和 summary.json
  --database  数据库地址，缺省为内存数据库`

class InputRefused extends Error {}

function readInput(file: string | undefined): ApplicationInput {
  let raw: unknown = clinicSeed
  if (file !== undefined)
    try {
      raw = JSON.parse(readFileSync(file, 'utf8'))
    } catch (error) {
      throw new InputRefused(`无法读取申请文件：${error instanceof Error ? error.message : String(error)}`)
    }
  const parsed = ApplicationInput.safeParse(raw)
  if (parsed.success) return parsed.data
  const lines = Object.entries(issuesOf(parsed.error)).map(([path, messages]) => `  ${path}：${messages.join('；')}`)
  throw new InputRefused(['申请未被接受，请更正：', ...lines].join('\n'))
}

async function writeResults(portal: Portal, { cases, refused }: Walked, out: string): Promise<void> {
  mkdirSync(out, { recursive: true })
  const timeline = await timelineOf(portal, cases)
  let serial = 0
  for (const { document } of timeline) {
    if (document === null) continue
    serial += 1
    const issued = await portal.read.documents.findByNumber(document)
    const latest = issued && (await portal.read.documents.latestFile(issued.id))
    const file = latest && (await portal.read.files.find(latest.digest))
    if (issued === undefined || file === undefined) throw new Error(`document ${document} was not set`)
    writeFileSync(join(out, `${String(serial).padStart(2, '0')}-${issued.kind}.pdf`), file.bytes)
  }
  writeFileSync(join(out, 'timeline.json'), `${JSON.stringify(timeline, null, 2)}\n`)
  writeFileSync(join(out, 'summary.json'), `${JSON.stringify({ ...(await summaryOf(portal, cases)), refused }, null, 2)}\n`)
}

/** Takes one application through its whole life. @returns the process exit code */
export async function walkthrough(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      input: { type: 'string' },
      out: { type: 'string' },
      database: { type: 'string' },
      scenario: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) {
    console.log(usage)
    return 0
  }
  const out = values.out ?? 'var/walkthrough'
  const url = values.database ?? 'file::memory:'
  const database = openDatabase(url)
  try {
    const scenario = values.scenario ?? 'lapse'
    if (!isScenario(scenario)) throw new InputRefused(`没有名为“${scenario}”的路线，可选：${scenarioNames.join('、')}`)
    const input = readInput(values.input)
    await migrateSafely(database)
    const portal = createPortal({
      database,
      clock: standingClock(start),
      mode: 'demo',
      log: { warn: (facts, message) => console.error(message, facts) },
    })
    await loadReferenceData(portal.unit, portal.now())
    const cast = await castFor(portal, input, `applicant-${input.institution.uscc}`)
    const rules = await loadRules(portal.read, { on: dateOf(start) })
    if (rules === undefined) throw new Error('no policy is in force')
    const scoresOf = await panelSheets(portal, rules.policy.evaluation.standards[input.institution.type], input.selfEvaluation)
    await writeResults(portal, await walk(scenario, { portal, cast, input, scoresOf }), out)
    console.log(`已办结，文书和时间线在 ${out}`)
    return 0
  } catch (error) {
    const isRefusal = error instanceof InputRefused || error instanceof JourneyRefused
    const sentence = isRefusal ? error.message : databaseFault(error, url)
    if (sentence === undefined) throw error
    console.error(sentence)
    return 1
  } finally {
    await database.close()
  }
}

process.exitCode = await walkthrough(process.argv.slice(2))
