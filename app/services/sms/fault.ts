import type { DeliveryFault } from '../delivery/channel'

const printable = (response: string): string | null => (response === '' ? null : response.replace(/[\p{Cc}]+/gu, ' ').slice(0, 300))

/**
 * Judges the HTTP answer of a text message service: 400, 404, 410 and 422 mean this message or number and are final; 401 and
 * 403 mean our settings, which somebody can repair; all else may pass.
 */
export function faultOfStatus(status: number, response: string): DeliveryFault {
  const fault = (words: string, isPermanent = false): DeliveryFault => ({
    isPermanent,
    words: `${words}（应答${status}）`,
    response: printable(response),
  })
  if (status === 401 || status === 403) return fault('短信服务不接受令牌或者签名，请系统管理员核对短信设置')
  if (status === 400 || status === 404 || status === 410 || status === 422)
    return fault('短信服务不接受这个号码或者这条内容：号码可能写错、停机或者已经停用', true)
  if (status === 429) return fault('短信服务说发得太快')
  return fault('短信服务暂时不能发送')
}

const connectionWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: '连不上短信服务：地址或者端口不对，或者服务没有运行',
  ECONNRESET: '短信服务中断了连接',
  UND_ERR_SOCKET: '短信服务中断了连接',
  ENOTFOUND: '找不到短信服务：服务器名称可能写错',
  EAI_AGAIN: '找不到短信服务：服务器名称可能写错',
  TimeoutError: '短信服务没有应答',
}

/** Judges what `fetch` threw: nothing of it is final. */
export function faultOfError(error: unknown): DeliveryFault {
  const { name, cause } = (error ?? {}) as { name?: unknown; cause?: { code?: unknown } }
  const words = connectionWords[String(cause?.code)] ?? connectionWords[String(name)] ?? '短信服务暂时不能发送'
  return { isPermanent: false, words, response: null }
}
