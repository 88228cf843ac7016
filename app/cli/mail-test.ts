import * as z from 'zod'
import type { Config } from '#app/server/config'
import type { Clock } from '#app/services/clock.server'
import type { DeliveryFault } from '#app/services/delivery/channel'
import { smtpTransport } from '#app/services/mail/transport.server'
import { CliError } from './cli-error'

/** Sends one e-mail with the settings of the portal, so that an operator sees at once whether they are right. */
export async function mailTest(config: Config, clock: Clock, address: string): Promise<string> {
  if (!z.email().safeParse(address).success) throw new CliError('写法：mail-test 邮箱地址，如 mail-test yibao@example.cn')
  if (config.mail === undefined)
    throw new CliError('没有设置邮件服务器：请同时填写 PORTAL_SMTP_URL（如 smtps://账号:密码@mail.example.cn）和 PORTAL_MAIL_FROM。')
  const transport = smtpTransport(config.mail)
  const at = clock.now()
  const fault = await transport.send({
    id: `test-${at.replace(/\D/g, '')}`,
    at,
    to: { name: '', address },
    subject: '测试邮件：东营市医保定点协议管理平台',
    text: '收到这封邮件，说明平台的邮件设置正确。不需要回复。',
  })
  transport.close()
  if (fault !== undefined) throw new CliError(faultLines(fault).join('\n'))
  return `邮件服务器已经接收发往 ${address} 的测试邮件。请到收件箱（包括垃圾邮件）查看。`
}

const faultLines = ({ words, response }: DeliveryFault): string[] => [
  `没有发出：${words}。`,
  ...(response === null ? [] : [`邮件服务器的原话：${response}`]),
  '核对 PORTAL_SMTP_URL 的服务器、端口、账号、密码（特殊字符写成 %XX）和 PORTAL_MAIL_FROM 后再试。',
]
