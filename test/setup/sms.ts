import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ReceivedText = { method: string; headers: IncomingHttpHeaders; body: unknown }
export type SmsServer = { url: string; received: ReceivedText[]; close: () => Promise<void> }

type Answer = { status: number; body?: string; headers?: Record<string, string> }

/** A true HTTP server on a port of this machine that keeps every message it was sent, and answers as it is told. */
export async function startSmsServer(
  answer: (count: number) => Answer = () => ({ status: 200 }),
  { port = 0 }: { port?: number } = {},
): Promise<SmsServer> {
  const received: ReceivedText[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8') || 'null')
      received.push({ method: request.method ?? '', headers: request.headers, body })
      const { status, body: words = '', headers = {} } = answer(received.length)
      response.writeHead(status, headers).end(words)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const taken = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${taken}/messages`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
