import { type AddressInfo, createServer } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type ReceivedMail = { from: string; to: string[]; headers: Record<string, string>; text: string; raw: string }
export type MailServer = { url: string; port: number; received: ReceivedMail[]; sessions: () => number; close: () => Promise<void> }

/** An answer of the server other than yes. */
export const smtpRefusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

type Hooks = {
  port?: number
  /** Thrown answers refuse the recipient, or the message. */
  onRecipient?: (address: string) => void
  onMessage?: (count: number) => void
  credentials?: { user: string; pass: string }
  options?: SMTPServerOptions
}

/** A true SMTP server on a port of this machine that keeps what it took. */
export async function startSmtp({ port = 0, onRecipient, onMessage, credentials, options = {} }: Hooks = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let sessions = 0
  const server = new SMTPServer({
    logger: false,
    disabledCommands: credentials === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: credentials === undefined,
    onAuth: ({ username, password }, _session, callback) =>
      username === credentials?.user && password === credentials?.pass
        ? callback(null, { user: username })
        : callback(smtpRefusal(535, 'authentication failed')),
    onConnect: (_session, callback) => {
      sessions += 1
      callback()
    },
    onRcptTo: ({ address }, _session, callback) => answer(() => onRecipient?.(address), callback),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const raw = Buffer.concat(chunks).toString('utf8')
        received.push({
          from: mailFrom === false ? '' : (mailFrom?.address ?? ''),
          to: rcptTo.map(({ address }) => address),
          ...readMail(raw),
          raw,
        })
        answer(() => onMessage?.(received.length), callback)
      })
    },
    ...options,
  })
  // A client that goes away in the middle is part of some tests.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const taken = (server.server.address() as AddressInfo).port
  return {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    received,
    sessions: () => sessions,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function answer(judge: () => void, callback: (error?: Error | null) => void): void {
  try {
    judge()
    callback()
  } catch (error) {
    callback(error as Error)
  }
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Header fields with encoded words decoded (RFC 2047) and the one text part. */
export function readMail(raw: string): { headers: Record<string, string>; text: string } {
  const end = raw.indexOf('\r\n\r\n')
  const unfolded = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ')
  const headers: Record<string, string> = {}
  for (const line of unfolded.split('\r\n')) {
    const colon = line.indexOf(':')
    headers[line.slice(0, colon).toLowerCase()] = decodeWords(line.slice(colon + 1).trim())
  }
  const body = raw.slice(end + 4)
  const text = headers['content-transfer-encoding'] === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : body
  return { headers, text }
}

function decodeWords(value: string): string {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_whole, kind: string, data: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(data, 'base64').toString('utf8')
      : Buffer.from(
          data.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/gi, (_hex, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
          'latin1',
        ).toString('utf8'),
  )
}
