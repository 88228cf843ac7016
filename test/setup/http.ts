import type { RequestListener } from 'node:http'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string }
export type Sent = { method?: string; headers?: Record<string, string>; body?: string | Buffer }
/** A file as a browser sends it; the type is what the sender calls it. */
export type SentFile = { name: string; bytes: Uint8Array; type?: string }

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

/** The hidden fields of a page's form that make its command safe to send once. */
export function hiddenOf({ text }: Pick<Answer, 'text'>): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/<input type="hidden" name="(_revision|_commandId|baseDigest)" value="([^"]*)"/g))
    fields[name] = value
  return fields
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
    return this.#postBody(path, 'application/x-www-form-urlencoded', form.toString())
  }

  /** Posts a form with files: the token stands in the address. */
  async postFiles(
    path: string,
    fields: Record<string, string>,
    files: Record<string, SentFile | readonly SentFile[]> = {},
  ): Promise<Answer> {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    for (const [field, chosen] of Object.entries(files))
      for (const { name, bytes, type = '' } of [chosen].flat()) form.append(field, new Blob([new Uint8Array(bytes)], { type }), name)
    const encoded = new Response(form)
    const address = `${path}${path.includes('?') ? '&' : '?'}_token=${encodeURIComponent(this.#token ?? '')}`
    return this.#postBody(address, encoded.headers.get('Content-Type') ?? '', Buffer.from(await encoded.arrayBuffer()))
  }

  /** Posts, expects a redirect, and opens where it leads. */
  async postAndFollow(path: string, fields: Record<string, string | readonly string[]> = {}): Promise<Answer> {
    const { status, headers, text } = await this.post(path, fields)
    if (headers.location === undefined) throw new Error(`${path} answered ${status} and not a redirect: ${text.slice(0, 500)}`)
    return this.get(headers.location)
  }

  #postBody(path: string, contentType: string, body: string | Buffer): Promise<Answer> {
    const headers = { 'Content-Type': contentType, Origin: this.origin, 'Sec-Fetch-Site': 'same-origin' }
    return this.#send(path, { method: 'POST', headers, body })
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
