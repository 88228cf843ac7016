/** How facts are written on screen: dates and instants in Chinese at +08:00, scores, money, masked numbers. Pure functions; no clock. */

const OFFSET_MS = 8 * 60 * 60 * 1000
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

type DateParts = { readonly year: number; readonly month: number; readonly day: number }

const partsOf = (date: string): DateParts => {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  if (match === null) throw new Error(`not a plain date: ${date}`)
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

// Instants are stored in UTC; China has kept +08:00 all year since 1992.
const localIso = (instant: string, shiftMs = 0): string => {
  const ms = Date.parse(instant)
  if (Number.isNaN(ms)) throw new Error(`not an instant: ${instant}`)
  return new Date(ms + OFFSET_MS + shiftMs).toISOString()
}

/** '2026-04-29' → 星期三 */
export const formatWeekday = (date: string): string => {
  const { year, month, day } = partsOf(date)
  return `星期${WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? ''}`
}

/** '2026-04-29' → 2026年4月29日 */
export const formatDate = (date: string): string => {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** '2026-04-29' → 2026年4月29日 星期三 */
export const formatDateLong = (date: string): string => `${formatDate(date)} ${formatWeekday(date)}`

/** '2026-04-29' → 4月29日 */
export const formatDateShort = (date: string): string => {
  const { month, day } = partsOf(date)
  return `${month}月${day}日`
}

/** '2026-04-29', '2026-05-08' → 2026年4月29日至5月8日 */
export const formatDateRange = (from: string, to: string): string =>
  `${formatDate(from)}至${partsOf(from).year === partsOf(to).year ? formatDateShort(to) : formatDate(to)}`

/** The local day of an instant: '2026-04-29T16:30:00Z' → '2026-04-30' */
export const plainDateOfInstant = (instant: string): string => localIso(instant).slice(0, 10)

/** '2026-04-29T01:05:00Z' → 09:05 */
export const formatTime = (instant: string): string => localIso(instant).slice(11, 16)

/** '2026-04-29T01:05:00Z' → 2026年4月29日 09:05 */
export const formatInstant = (instant: string): string => `${formatDate(plainDateOfInstant(instant))} ${formatTime(instant)}`

/** The end of a period: midnight is written as 24:00 of the day that it closes. */
export const formatDueInstant = (instant: string): string => {
  if (formatTime(instant) !== '00:00') return formatInstant(instant)
  return `${formatDate(localIso(instant, -1).slice(0, 10))} 24:00`
}

/** 3 → 还有 3 个工作日; 0 → 今天截止; -2 → 已超过 2 个工作日 */
export const workingDaysLeft = (days: number): string => countdown(days, '个工作日')

/** As workingDaysLeft, in calendar days. */
export const calendarDaysLeft = (days: number): string => countdown(days, '天')

const countdown = (days: number, unit: string): string => {
  if (days === 0) return '今天截止'
  return days > 0 ? `还有 ${days} ${unit}` : `已超过 ${-days} ${unit}`
}

const decimal = (value: number, digits: number): string => {
  const scale = 10 ** digits
  const magnitude = Math.abs(value)
  const fraction = String(magnitude % scale).padStart(digits, '0')
  return `${value < 0 ? '−' : ''}${Math.floor(magnitude / scale)}.${fraction}`
}

/** Tenths of a point: 35 → 3.5 */
export const formatTenths = (tenths: number): string => decimal(tenths, 1)

/** Hundredths of a point: 8000 → 80.00 */
export const formatHundredths = (hundredths: number): string => decimal(hundredths, 2)

/** A difference in tenths with its sign: -5 → −0.5, 5 → +0.5, 0 → 0.0 */
export const formatDifference = (tenths: number): string => `${tenths > 0 ? '+' : ''}${formatTenths(tenths)}`

/** Fen: 123456 → 1,234.56 元 */
export const formatMoney = (fen: number): string => {
  const [whole = '0', fraction = '00'] = decimal(fen, 2).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction} 元`
}

/** Keeps the first `head` and the last `tail` characters. */
const mask = (text: string, head: number, tail: number): string => {
  const characters = [...text]
  if (characters.length <= head + tail) return '*'.repeat(characters.length)
  return characters.map((character, index) => (index < head || index >= characters.length - tail ? character : '*')).join('')
}

/** 37050219800101123X → 370502********123X */
export const maskId = (id: string): string => mask(id, 6, 4)

/** 13805461234 → 138****1234 */
export const maskPhone = (phone: string): string => mask(phone, 3, 4)

/** 张三丰 → 张** */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name]
  return rest.length === 0 ? '*' : first + '*'.repeat(rest.length)
}

/** Bytes: 1258291 → 1.2 MB */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} 字节`
  const kilobytes = bytes / 1024
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

/** The first twelve characters of a digest, enough to compare by eye. */
export const shortDigest = (digest: string): string => digest.slice(0, 12)

/** '2026年5月11日至2029年5月10日 24:00', or a long-term agreement (第十三条). */
export const formatTerm = ({ startsOn, expiresOn }: { startsOn: string; expiresOn: string | null }): string =>
  expiresOn === null ? `自${formatDate(startsOn)}起，长期` : `${formatDate(startsOn)}至${formatDate(expiresOn)} 24:00`
