import type { DeliveryFault } from '../delivery/channel'

type SmtpError = { code?: unknown; originalCode?: unknown; responseCode?: unknown; response?: unknown; command?: unknown }

const connectionWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: '连不上邮件服务器：地址或者端口不对，或者服务器没有运行',
  ECONNRESET: '邮件服务器中断了连接',
  ENOTFOUND: '找不到邮件服务器：服务器名称可能写错',
  EDNS: '找不到邮件服务器：服务器名称可能写错',
  ETIMEDOUT: '邮件服务器没有应答',
  EABORT: '邮件服务器应答太慢',
  ETLS: '与邮件服务器不能建立加密连接：服务器不支持加密，或者证书不可信',
}

const certificateFault = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY|EPROTO|ERR_SSL|ERR_TLS/

/** Judges what the mail library threw: RFC 5321 replies of 5yz to the recipient or the message are final (but 503, a server that lost its thread), all else may pass. */
export function faultOf(error: unknown): DeliveryFault {
  const { code, originalCode, responseCode, response, command } = (error ?? {}) as SmtpError
  const reply = typeof responseCode === 'number' ? responseCode : null
  const fault = (words: string, isPermanent = false): DeliveryFault => ({
    isPermanent,
    words: reply === null ? words : `${words}（应答${reply}）`,
    response: typeof response === 'string' ? response.replace(/[\p{Cc}]+/gu, ' ').slice(0, 300) : null,
  })
  const isFinal = reply !== null && reply >= 500 && reply !== 503
  if (code === 'EAUTH' || code === 'ENOAUTH') return fault('邮件服务器不接受登录账号或者密码，请系统管理员核对邮件设置')
  if (code === 'EENVELOPE' && command === 'MAIL FROM') return fault('邮件服务器不接受发件地址，请系统管理员核对邮件设置')
  if (code === 'EENVELOPE' && command === 'API') return fault('这个邮箱地址不完整', true)
  if (code === 'EENVELOPE' && command === 'RCPT TO')
    return isFinal ? fault('收件方不接受这个邮箱地址：可能写错，或者已经停用', true) : fault('收件方的邮箱暂时不能接收')
  if (isFinal && (code === 'EMESSAGE' || code === 'EENVELOPE')) return fault('邮件服务器拒收这封邮件', true)
  const cause = typeof originalCode === 'string' ? originalCode : String(code)
  if (certificateFault.test(cause)) return fault(connectionWords.ETLS ?? '')
  return fault(connectionWords[cause] ?? connectionWords[String(code)] ?? '邮件服务器暂时不能发送')
}
