import type { RequestListener } from 'node:http'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string }
export type Sent = { method?: string; headers?: Record<string, string>; body?: string | Buffer }

/** Serves an app on a free port of this machine. */
export async function listen(app: RequestListener): Promise<{ origin: string; server: Server; close: () => Promise<void> }> {
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Sends exactly these headers: `fetch` would add or refuse some of those under test. */
export function send(url: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const isCounted = body !== undefined && !('Transfer-Encoding' in headers)
    const length = isCounted ? { 'Content-Length': Buffer.byteLength(body) } : {}
    const sent = request(url, { method, headers: { ...length, ...headers }, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }),
      )
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The token of a page's forms: in a field, or of a form with files in its address. */
function tokenOf({ text }: Answer): string | undefined {
  const inAddress = /[?;]_token=([^"&]+)/.exec(text)?.[1]
  return /name="_token" value="([^"]+)"/.exec(text)?.[1] ?? (inAddress === undefined ? undefined : decodeURIComponent(inAddress))
}

/** A browser without scripts: keeps cookies, sends Origin, and posts with the token of the page it saw last. */
export class PlainBrowser {
  readonly #cookies = new Map<string, string>()
  #token: string | undefined

  constructor(readonly origin: string) {}

  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** The token of the last page that held a form. */
  get token(): string | undefined {
    return this.#token
  }

  get(path: string): Promise<Answer> {
    return this.#send(path, {})
  }

  post(path: string, fields: Record<string, string | readonly string[]> = {}): Promise<Answer> {
    const form = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
    if (this.#token !== undefined) form.append('_token', this.#token)
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: this.origin, 'Sec-Fetch-Site': 'same-origin' }
    return this.#send(path, { method: 'POST', headers, body: form.toString() })
  }

  /** Posts, expects a redirect, and opens where it leads. */
  async postAndFollow(path: string, fields: Record<string, string | readonly string[]> = {}): Promise<Answer> {
    const { status, headers, text } = await this.post(path, fields)
    if (headers.location === undefined) throw new Error(`${path} answered ${status} and not a redirect: ${text.slice(0, 500)}`)
    return this.get(headers.location)
  }

  async #send(path: string, sent: Sent): Promise<Answer> {
    const headers = { ...sent.headers, ...(this.#cookies.size > 0 ? { Cookie: this.cookieHeader } : {}) }
    const answer = await send(this.origin + path, { ...sent, headers })
    for (const cookie of answer.headers['set-cookie'] ?? []) this.#keep(cookie)
    this.#token = tokenOf(answer) ?? this.#token
    return answer
  }

  #keep(cookie: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (name === undefined || value === undefined) return
    if (value === '' || /;\s*max-age=0/i.test(cookie)) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}
