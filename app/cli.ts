import * as z from 'zod'
import { type Database, openDatabase } from '#db/open'
import { migrateSafely, requireCurrentSchema } from '#db/schema-state'
import { ApplicationInput } from '#workflows/domain/application-input'
import { explainCalendar, importCalendar } from './cli/calendar'
import { CliError } from './cli/cli-error'
import { mailTest } from './cli/mail-test'
import { createKey } from './cli/seal'
import { createFirstUser } from './cli/users'
import { verify, verifyOrderOf } from './cli/verify'
import { type Config, readConfig } from './server/config'
import { databaseFault } from './server/database-faults'
import { isReady } from './server/readiness'
import { SealFault } from './services/checkpoint-key.server'
import { systemClock } from './services/clock.server'
import { createPortal, type Portal } from './services/portal.server'
import { loadReferenceData } from './services/reference-data.server'
import { upgradeCases } from './services/upgrade-cases.server'

const help = `用法：npm run portal -- 命令

  schema application                 输出申请文件的 JSON Schema
  calendar explain 日期 +N单位        逐日说明期限怎样计算，如 calendar explain 2026-04-29 +5wd（wd 工作日，d 日，m 月，y 年）
  calendar import 文件 [年份]         提交国务院办公厅公布的一年放假安排（JSON：sources、off、work；或者每行一天），
                                     由市级经办机构的人员在“工作日历”中核对预览后确认
  migrate                            把数据库升级到最新结构
  seed                               载入现行办法、评估标准、日历和经办机构
  user create-first 账号 姓名         建立第一个系统管理员，密码从标准输入读取
  verify [--deep] [--against 副本]    核验办理记录、封存和文书，指出第一处改动、缺失、调换或多出的记录；
                                     --deep 同时核对事项状态、期限、文号、所交文件和数据库本身；
                                     --against 对照数据库以外的封存副本（文件或文件夹）。
                                     退出码：0 一致，2 发现不符，1 没有能够核验
  seal create-key 文件               建立封存密钥（PEM，只有属主可读）和公钥
  mail-test 邮箱地址                  用现在的设置发一封测试邮件，说明邮件服务器是否接收
  doctor                             检查数据库、结构、日历和待办效果

数据库由 PORTAL_DATABASE_URL 指定（file:… 或 postgres://…）。`

function settingsOrError(): Config {
  const settings = readConfig(process.env)
  if (!settings.ok) throw new CliError(['设置有误：', ...settings.faults].join('\n  '))
  return settings.config
}

async function withPortal<T>(work: (portal: Portal, database: Database) => Promise<T>): Promise<T> {
  const { databaseUrl, mode } = settingsOrError()
  try {
    const database = openDatabase(databaseUrl)
    try {
      return await work(createPortal({ database, clock: systemClock, mode }), database)
    } finally {
      await database.close()
    }
  } catch (error) {
    const sentence = databaseFault(error, databaseUrl)
    throw sentence === undefined ? error : new CliError(sentence)
  }
}

/** As `withPortal`, on a database whose schema is this program's. */
function withCurrentPortal<T>(work: (portal: Portal, database: Database) => Promise<T>): Promise<T> {
  return withPortal(async (portal, database) => {
    await requireCurrentSchema(database)
    return work(portal, database)
  })
}

async function doctor(): Promise<string> {
  return withCurrentPortal(async (portal, database) => {
    const { ok, checks } = await isReady(portal, database)
    const lines = Object.entries(checks).map(([name, good]) => `${good ? '正常' : '异常'}  ${name}`)
    if (!ok) throw new CliError(lines.join('\n'))
    return lines.join('\n')
  })
}

async function run(words: readonly string[]): Promise<string> {
  const [topic, verb, ...rest] = words
  const [first = '', second = ''] = rest
  if (topic === 'schema' && verb === 'application') return JSON.stringify(z.toJSONSchema(ApplicationInput, { io: 'input' }), null, 2)
  if (topic === 'calendar' && verb === 'explain') return explainCalendar(first, second)
  if (topic === 'calendar' && verb === 'import') return withCurrentPortal((portal) => importCalendar(portal, first, second))
  if (topic === 'user' && verb === 'create-first') return withCurrentPortal((portal) => createFirstUser(portal, first, second))
  if (topic === 'migrate')
    return withPortal(async (portal, database) => {
      const done = `已执行：${(await migrateSafely(database)).join('、') || '无需升级'}`
      return `${done}；转入新流程版本的案卷 ${await upgradeCases(portal.unit, portal.now)} 件`
    })
  if (topic === 'seed')
    return withPortal(async (portal, database) => {
      await migrateSafely(database)
      await loadReferenceData(portal.unit, portal.now())
      return '已载入。'
    })
  if (topic === 'seal' && verb === 'create-key') return createKey(first)
  if (topic === 'verify') {
    const order = verifyOrderOf(words, settingsOrError().sealKeyFile)
    return withCurrentPortal(({ unit }, database) => verify(unit, database, order))
  }
  if (topic === 'mail-test') return mailTest(settingsOrError(), systemClock, verb ?? '')
  if (topic === 'doctor') return doctor()
  if (topic === undefined || topic === '--help' || topic === 'help') return help
  throw new CliError(`没有这个命令：${words.join(' ')}\n\n${help}`)
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof CliError) && !(error instanceof SealFault)) throw error
  console.error(error.message)
  process.exitCode = error instanceof CliError ? error.exitCode : 1
}
