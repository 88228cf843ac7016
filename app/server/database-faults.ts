import { BrokenDemonstrationError } from '#app/services/demonstration.server'
import { SchemaFault, type SchemaState } from '#db/schema-state'
import { SecondServerError } from './single-server'

/** Where a database is, for people; never with its password. */
type Place = { server: string; user: string; name: string; file: string }

const postgresFaults: Readonly<Record<string, (place: Place) => string>> = {
  ECONNREFUSED: ({ server }) => `连不上数据库服务器 ${server}。请确认 PostgreSQL 已经启动，主机和端口写得对。`,
  ENOTFOUND: ({ server }) => `找不到数据库服务器 ${server}。请核对 PORTAL_DATABASE_URL 里的主机名。`,
  EAI_AGAIN: ({ server }) => `暂时查不到数据库服务器 ${server} 的地址。请检查网络和域名解析后再试。`,
  ETIMEDOUT: ({ server }) => `数据库服务器 ${server} 没有回应。请检查网络、防火墙和端口。`,
  EHOSTUNREACH: ({ server }) => `到不了数据库服务器 ${server}。请检查网络和防火墙。`,
  ENETUNREACH: ({ server }) => `到不了数据库服务器 ${server}。请检查网络和防火墙。`,
  ECONNRESET: ({ server }) => `数据库服务器 ${server} 断开了连接。请确认它正常运行后再试。`,
  '28P01': ({ user }) => `数据库不接受用户 ${user} 的密码。请核对 PORTAL_DATABASE_URL 里的用户名和密码（特殊字符须用百分号编码）。`,
  '28000': ({ user, server }) =>
    `数据库不允许用户 ${user} 从这台机器登录 ${server}。请核对用户名，并请数据库管理员检查登录授权（pg_hba.conf）。`,
  '3D000': ({ name }) => `数据库 ${name} 不存在。请核对 PORTAL_DATABASE_URL 末尾的数据库名，或者先建立它（createdb ${name}）。`,
  '42501': ({ user, name }) => `用户 ${user} 在数据库 ${name} 中权限不足。请数据库管理员授予建表和读写的权限。`,
  '53300': ({ server }) => `数据库服务器 ${server} 的连接数已满。请稍后再试，或者请数据库管理员调高连接上限。`,
  '57P03': ({ server }) => `数据库服务器 ${server} 正在启动或者关闭。请稍后再试。`,
  '57P01': ({ server }) => `数据库服务器 ${server} 正在关闭。请等它恢复后再启动。`,
  '25006': ({ server }) => `数据库服务器 ${server} 只能读。请改连可以写入的主服务器。`,
}

const sqliteFaults: Readonly<Record<string, (place: Place) => string>> = {
  SQLITE_CANTOPEN: ({ file }) => `打不开数据库文件 ${file}。请确认它所在的目录存在，并且本程序可以读写。`,
  SQLITE_NOTADB: ({ file }) => `${file} 不是数据库文件。请核对 PORTAL_DATABASE_URL，或者从备份恢复。`,
  SQLITE_CORRUPT: ({ file }) => `数据库文件 ${file} 已经损坏。请保留原文件，从备份恢复。`,
  SQLITE_READONLY: ({ file }) => `数据库文件 ${file} 不能写入。请检查文件和目录的权限。`,
  SQLITE_FULL: ({ file }) => `磁盘已满，无法写入 ${file}。请清理空间后再启动。`,
  SQLITE_IOERR: ({ file }) => `读写数据库文件 ${file} 时磁盘出错。请检查磁盘和所在的目录。`,
  SQLITE_BUSY: ({ file }) => `数据库文件 ${file} 正被另一个程序占用。请先结束那个程序。`,
  EACCES: ({ file }) => `没有权限建立或打开 ${file}。请检查目录的权限。`,
  ENOTDIR: ({ file }) => `${file} 所在的路径不是目录。请核对 PORTAL_DATABASE_URL。`,
  EEXIST: ({ file }) => `${file} 所在的路径不是目录。请核对 PORTAL_DATABASE_URL。`,
  EROFS: ({ file }) => `${file} 所在的磁盘只能读。请换一个可以写入的目录。`,
}

const schemaFaults: { [Kind in SchemaState['kind']]: (names: string) => string } = {
  current: () => '数据库结构正常。',
  empty: () => '数据库是空的。请先运行 npm run portal -- migrate 和 npm run portal -- seed，或者直接启动服务。',
  older: (names) => `数据库结构比程序旧，还缺 ${names}。请先备份，再运行 npm run portal -- migrate。`,
  newer: (names) => `数据库已由更新版本的程序升级过（${names}），这个版本不认识。请换用新版程序；数据没有改动。`,
  mixed: (names) => `数据库结构升级得不完整，中间缺 ${names}。请从升级前的备份恢复后重新升级；数据没有改动。`,
  incomplete: (names) => `数据库结构不完整，缺少 ${names}。请从备份恢复，或者请维护人员核对；数据没有改动。`,
  foreign: () => '数据库里已有别的表，却没有本程序的升级记录。请核对 PORTAL_DATABASE_URL 是否指向了别的数据库；数据没有改动。',
}

const missingObject = new Set(['42P01', '42703'])

/**
 * Plain Chinese for what keeps the portal from its database, and what to do; never a password.
 * @returns undefined for every other error
 */
export function databaseFault(error: unknown, databaseUrl: string): string | undefined {
  if (error instanceof SecondServerError || error instanceof BrokenDemonstrationError) return error.message
  if (error instanceof SchemaFault) return schemaFaults[error.state.kind]('names' in error.state ? error.state.names.join('、') : '')
  if (!(error instanceof Error)) return undefined
  const place = placeOf(databaseUrl)
  const code = codeOf(error)
  const isPostgres = place.file === ''
  const words = isPostgres ? postgresFaults[code] : wordsOfSqlite(code)
  if (words !== undefined) return words(place)
  if (isPostgres && /timeout|timed out|terminated/i.test(error.message)) return postgresFaults.ETIMEDOUT?.(place)
  if (missingObject.has(code) || /^no such (table|column)/.test(error.message)) return schemaFaults.incomplete('个别表或列')
  return undefined
}

/** Whether a request failed because the database is away, full or not to be written to: none of its own doing, and passing. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  if (code.startsWith('SQLITE_')) return wordsOfSqlite(code) !== undefined
  return code in postgresFaults || poolWords.test(error.message)
}

// What the pool itself says, without any code: no connection within its time, or one that ended.
const poolWords = /^(timeout exceeded when trying to connect|Connection terminated)/

const wordsOfSqlite = (code: string) => sqliteFaults[code] ?? sqliteFaults[code.split('_').slice(0, 2).join('_')]

// Node wraps what several addresses of one host answered.
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError && error.errors[0] instanceof Error ? codeOf(error.errors[0]) : ''
}

function placeOf(databaseUrl: string): Place {
  const none = { server: '', user: '', name: '', file: '' }
  if (databaseUrl.startsWith('file:')) return { ...none, file: databaseUrl.slice('file:'.length) }
  if (!URL.canParse(databaseUrl)) return none
  const { hostname, port, username, pathname } = new URL(databaseUrl)
  return { ...none, server: `${hostname}:${port || 5432}`, user: decodeURIComponent(username), name: decodeURIComponent(pathname.slice(1)) }
}
