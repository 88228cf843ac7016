import { isIP } from 'node:net'
import { z } from 'zod'

const demoOrigins = /^(localhost|127\.0\.0\.1|\[::1\])$/

const Origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text),
    '须为不带路径的网址，如 https://ybxy.example.cn',
  )

const isPostgresUrl = (text: string) => /^postgres(ql)?:/.test(text)

const DatabaseUrl = z
  .string()
  .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, '须以 file: 或 postgres:// 开头')
  .refine(
    (text) => !isPostgresUrl(text) || namesDatabase(text),
    '写法为 postgres://用户:密码@主机:5432/数据库名；密码里的 @ : / # ? % 等字符须用百分号编码（如 @ 写作 %40）',
  )

function namesDatabase(text: string): boolean {
  // Without a host the server is reached by its local socket.
  const url = text.replace('@/', '@localhost/').replace(':///', '://localhost/')
  return URL.canParse(url) && new URL(url).pathname.length > 1
}

const SmtpUrl = z.string().refine((text) => {
  if (!/^smtps?:\/\//.test(text) || !URL.canParse(text)) return false
  const { hostname, username, password, pathname, search, hash } = new URL(text)
  const isDecodable = !/%(?![0-9A-Fa-f]{2})/.test(username + password)
  return hostname !== '' && isDecodable && /^\/?$/.test(pathname) && search === '' && hash === ''
}, '须为 smtp:// 或 smtps:// 开头的邮件服务器地址，如 smtps://账号:密码@mail.example.cn（特殊字符须转为 %XX）')

/** An address, alone or in angle brackets behind a name. */
const MailFrom = z.string().refine((text) => {
  const address = /^[^<>"\p{Cc}]{1,60}<([^<>\s]+)>$/u.exec(text)?.[1] ?? text
  return z.email().safeParse(address).success
}, '须为发件邮箱，如 ybxy@example.cn 或 东营医保协议管理 <ybxy@example.cn>')

const SmsUrl = z.string().refine((text) => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false
  const { username, password, hash } = new URL(text)
  return username === '' && password === '' && hash === ''
}, '须为 http:// 或 https:// 开头的短信服务网址，如 https://sms.example.cn/messages；令牌写在 PORTAL_SMS_TOKEN')

/** A header value: no spaces, no line ends. */
const SmsToken = z.string().regex(/^[\x21-\x7e]{8,500}$/, '须为短信服务给的令牌，8 至 500 个字符，不含空格和汉字')

const SmsSignature = z.string().regex(/^[^\p{Cc}【】]{2,20}$/u, '须为短信签名，2 至 20 个字，不写【】，如 东营医保')

/** Long enough, and not one character held down. */
const Secret = z.string().refine((text) => text.length >= 32 && new Set(text).size >= 10, '须为至少 32 个字符的随机字符串')

const ProxyList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  )
  .refine((entries) => entries.every(isAddressOrNetwork), '须为以逗号分隔的 IP 地址或网段')

function isAddressOrNetwork(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/')
  const family = isIP(address)
  if (!family || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

function whole(least: number, most: number) {
  const message = `须为 ${least} 至 ${most} 之间的整数`
  return z
    .string()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message)
}

/** Names that systems set for all programs; every other setting is ours and carries the prefix. */
const Environment = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().min(1, '不能为空').optional(),
  PORTAL_MODE: z.enum(['demo', 'production'], { error: '须为 demo 或 production' }).default('demo'),
  PORTAL_DATABASE_URL: DatabaseUrl.default('file:var/portal.sqlite'),
  PORTAL_WORKER: z.enum(['inside', 'separate'], { error: '须为 inside 或 separate' }).default('inside'),
  PORTAL_ORIGIN: Origin.optional(),
  PORTAL_TRUST_PROXY: ProxyList.default([]),
  PORTAL_SECRET: Secret.optional(),
  PORTAL_AGENCY_KEY_FOLDER: z.string().min(1, '不能为空').optional(),
  PORTAL_SEAL_KEY_FILE: z.string().min(1, '不能为空').optional(),
  PORTAL_SEAL_COPY_FOLDER: z.string().min(1, '不能为空').optional(),
  PORTAL_SMTP_URL: SmtpUrl.optional(),
  PORTAL_MAIL_FROM: MailFrom.optional(),
  PORTAL_SMS_URL: SmsUrl.optional(),
  PORTAL_SMS_TOKEN: SmsToken.optional(),
  PORTAL_SMS_SIGNATURE: SmsSignature.optional(),
  PORTAL_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], { error: '须为 silent、error、warn、info 或 debug' })
    .default('info'),
  PORTAL_ONE_TIME_PASSWORD_DAYS: whole(1, 90).default(7),
  PORTAL_UPLOAD_LIMIT_MB: whole(1, 1024).default(50),
  PORTAL_REQUESTS_PER_MINUTE: whole(10, 100_000).default(1200),
})
type Environment = z.infer<typeof Environment>

export type Config = {
  mode: 'demo' | 'production'
  port: number
  /** Absent: every interface. */
  host?: string
  databaseUrl: string
  /** Where deadlines fire and effects are delivered: in every server, or in worker processes only (PostgreSQL). */
  worker: 'inside' | 'separate'
  /** The address that users type; absent in a demonstration, where the Host header stands for it. */
  origin?: string
  /** Served over HTTPS: secure cookies with the `__Host-` prefix, HSTS. */
  secure: boolean
  trustedProxies: readonly string[]
  /** Absent in a demonstration: one is made at each start. */
  secret?: string
  /** Folder with one PEM file an agency (`370502.pem`): its seal. Production only. */
  agencyKeyFolder?: string
  /** PEM file of the Ed25519 key that seals the log; absent in a demonstration, whose database keeps one. */
  sealKeyFile?: string
  /** Where each checkpoint is also written, outside the database. */
  sealCopyFolder?: string
  /** Absent: nothing is sent by e-mail. The URL holds a password: never logged. */
  mail?: { url: string; from: string; requireTls: boolean }
  /** Absent: no text message leaves the portal. The token is never logged. */
  sms?: { url: string; token: string; signature: string }
  logLevel: Environment['PORTAL_LOG_LEVEL']
  /** Through how many days after it was given a password for one use may be used. */
  oneTimePasswordDays: number
  uploadLimitBytes: number
  requestsPerMinute: number
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: readonly string[] }

/** Reads all settings, or says everything that is wrong with them at once, never repeating a value. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const unknown = Object.keys(env)
    .filter((name) => name.startsWith('PORTAL_') && !(name in Environment.shape))
    .sort()
    .map((name) => `${name}：没有这项设置，请检查拼写`)
  const parsed = Environment.safeParse(env)
  const wrong = parsed.success
    ? [...workerFaults(parsed.data), ...mailFaults(parsed.data), ...smsFaults(parsed.data), ...productionFaults(parsed.data)]
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`)
  const faults = [...unknown, ...wrong]
  if (!parsed.success || faults.length > 0) return { ok: false, faults }
  return { ok: true, config: toConfig(parsed.data) }
}

function workerFaults({ PORTAL_WORKER, PORTAL_DATABASE_URL }: Environment): string[] {
  if (PORTAL_WORKER === 'inside' || isPostgresUrl(PORTAL_DATABASE_URL)) return []
  return ['PORTAL_WORKER：SQLite 数据库只供一个进程使用，须为 inside；需要独立的后台进程时请改用 PostgreSQL']
}

function mailFaults({ PORTAL_SMTP_URL, PORTAL_MAIL_FROM }: Environment): string[] {
  if ((PORTAL_SMTP_URL === undefined) === (PORTAL_MAIL_FROM === undefined)) return []
  const missing = PORTAL_SMTP_URL === undefined ? 'PORTAL_SMTP_URL' : 'PORTAL_MAIL_FROM'
  return [`${missing}：PORTAL_SMTP_URL 和 PORTAL_MAIL_FROM 须同时填写，或者都不填写`]
}

function smsFaults(env: Environment): string[] {
  const names = ['PORTAL_SMS_URL', 'PORTAL_SMS_TOKEN', 'PORTAL_SMS_SIGNATURE'] as const
  const missing = names.filter((name) => env[name] === undefined)
  if (missing.length === names.length) return []
  const faults = missing.map((name) => `${name}：${names.join('、')} 须同时填写，或者都不填写`)
  if (env.PORTAL_MODE === 'production' && env.PORTAL_SMS_URL !== undefined && !isSafeOrigin(new URL(env.PORTAL_SMS_URL)))
    faults.push('PORTAL_SMS_URL：正式运行时须为 https（本机地址除外）')
  return faults
}

function productionFaults(env: Environment): string[] {
  if (env.PORTAL_MODE === 'demo') return []
  const faults: string[] = []
  if (!env.PORTAL_ORIGIN) faults.push('PORTAL_ORIGIN：正式运行时必须填写')
  else if (!isSafeOrigin(new URL(env.PORTAL_ORIGIN))) faults.push('PORTAL_ORIGIN：正式运行时须为 https（本机地址除外）')
  if (!env.PORTAL_SECRET) faults.push('PORTAL_SECRET：正式运行时必须填写')
  if (!env.PORTAL_SEAL_KEY_FILE) faults.push('PORTAL_SEAL_KEY_FILE：正式运行时必须填写；用 npm run portal -- seal create-key 文件 建立')
  return faults
}

function isSafeOrigin(origin: URL): boolean {
  return origin.protocol === 'https:' || demoOrigins.test(origin.hostname)
}

function toConfig(env: Environment): Config {
  return {
    mode: env.PORTAL_MODE,
    port: env.PORT,
    databaseUrl: env.PORTAL_DATABASE_URL,
    worker: env.PORTAL_WORKER,
    secure: env.PORTAL_ORIGIN?.startsWith('https:') ?? false,
    trustedProxies: env.PORTAL_TRUST_PROXY,
    logLevel: env.PORTAL_LOG_LEVEL,
    oneTimePasswordDays: env.PORTAL_ONE_TIME_PASSWORD_DAYS,
    uploadLimitBytes: env.PORTAL_UPLOAD_LIMIT_MB * 1024 * 1024,
    requestsPerMinute: env.PORTAL_REQUESTS_PER_MINUTE,
    ...(env.HOST === undefined ? {} : { host: env.HOST }),
    ...(env.PORTAL_ORIGIN === undefined ? {} : { origin: env.PORTAL_ORIGIN }),
    ...(env.PORTAL_SECRET === undefined ? {} : { secret: env.PORTAL_SECRET }),
    ...(env.PORTAL_SMTP_URL === undefined || env.PORTAL_MAIL_FROM === undefined
      ? {}
      : { mail: { url: env.PORTAL_SMTP_URL, from: env.PORTAL_MAIL_FROM, requireTls: env.PORTAL_MODE === 'production' } }),
    ...smsOf(env),
    ...(env.PORTAL_SEAL_KEY_FILE === undefined ? {} : { sealKeyFile: env.PORTAL_SEAL_KEY_FILE }),
    ...(env.PORTAL_SEAL_COPY_FOLDER === undefined ? {} : { sealCopyFolder: env.PORTAL_SEAL_COPY_FOLDER }),
    ...(env.PORTAL_AGENCY_KEY_FOLDER === undefined ? {} : { agencyKeyFolder: env.PORTAL_AGENCY_KEY_FOLDER }),
  }
}

function smsOf({ PORTAL_SMS_URL: url, PORTAL_SMS_TOKEN: token, PORTAL_SMS_SIGNATURE: signature }: Environment): Pick<Config, 'sms'> {
  return url === undefined || token === undefined || signature === undefined ? {} : { sms: { url, token, signature } }
}
