import type { FormTokens } from './form-token.server'

/** `res.locals` of every request, filled before anything else runs. */
export type RequestLocals = {
  requestId: string
  nonce: string
  /** Scheme, host and port under which the browser sees us. */
  origin: string
  /** The address asked for, read once: what one part judges, another must not read differently. */
  url: URL
  clientAddress: string
  formTokens: FormTokens
  hasLargeText: boolean
  /** The whole body of a small form, already read by the guard; an upload is left in the stream. */
  body?: Buffer
  /** The request failed because the database is away. */
  isDatabaseAway?: true
}

declare global {
  namespace Express {
    interface Locals extends RequestLocals {}
  }
}
