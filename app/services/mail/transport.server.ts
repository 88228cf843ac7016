import { createTransport } from 'nodemailer'
import type { Carrier, DeliveryFault } from '../delivery/channel'
import { faultOf } from './fault'

/** Where and as whom the portal sends; `url` holds the password and never leaves this module. */
export type MailSettings = { url: string; from: string; requireTls: boolean }

export type OutgoingMail = {
  to: { name: string; address: string }
  subject: string
  text: string
  /** The same for every try, so that a mailbox that got it twice shows it once. */
  id: string
  /** When the notification came up. */
  at: string
}

export type MailTransport = {
  /** Hands one e-mail to the server. @returns what is wrong, or undefined once the server has taken it */
  send: (mail: OutgoingMail) => Promise<DeliveryFault | undefined>
  /** Begins no other e-mail; the one on its way has ten seconds to end, so that it is not sent twice. */
  close: () => void
}

// All in all less than the lease of an outbox row, so that no other worker takes up an e-mail that is still on its way.
const longestMs = 45_000
const farewellMs = 10_000
const patienceMs = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
const localHosts = new Set(['localhost', '127.0.0.1', '::1'])
const closing: DeliveryFault = { isPermanent: false, words: '平台正在停止，稍后再发', response: null }

/** A mail server that is spoken to with one connection an e-mail; an attachment or a header of a caller cannot be given. */
export function smtpTransport({ url, from, requireTls }: MailSettings): MailTransport {
  const { protocol, hostname, port, username, password } = new URL(url)
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  const isLocal = localHosts.has(host.toLowerCase())
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost'
  const mailer = createTransport({
    host,
    ...(port === '' ? {} : { port: Number(port) }),
    secure: protocol === 'smtps:',
    // A relay on this machine has no certificate that anybody could check.
    ignoreTLS: isLocal,
    requireTLS: requireTls && !isLocal,
    tls: { minVersion: 'TLSv1.2' },
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  let isClosing = false
  const broken = new AbortController()
  return {
    async send({ to, subject, text, id, at }) {
      if (isClosing) return closing
      try {
        await mailer.sendMail({
          from,
          to,
          subject,
          text,
          textEncoding: 'base64',
          messageId: `<${id}@${domain}>`,
          date: new Date(at),
          // RFC 3834: out-of-office programs must not answer.
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.any([broken.signal, AbortSignal.timeout(longestMs)]),
        })
        return undefined
      } catch (error) {
        return broken.signal.aborted ? closing : faultOf(error)
      }
    },
    close() {
      isClosing = true
      setTimeout(() => broken.abort(), farewellMs).unref()
    },
  }
}

/** Carries what the log holds as e-mails. */
export const mailCarrier = ({ send, close }: MailTransport): Carrier => ({
  async carry({ id, recipient, address, subject, text, created_at }) {
    const fault = await send({ id, to: { name: recipient, address }, subject, text, at: created_at })
    return fault === undefined ? { receipt: null } : { fault }
  },
  close,
})
