import type { Logger } from 'pino'
import type { RequestContext } from '#app/http/request-context'
import type { Portal } from '#app/server/open-portal'

/** The part of a request's context that the shell itself makes. */
export type RequestScope = RequestContext & {
  /** Served over HTTPS: cookies are secure and carry the `__Host-` prefix. */
  secure: boolean
  /** Address of the caller, as far as the trusted proxy vouches for it. */
  clientAddress: string
  logger: Logger
  /** The largest upload that gets past the guard, all files together. */
  uploadLimitBytes: number
  /** Tells the shell what a loader, an action or a page failed with: Remix answers each with 500. */
  noteFault: (error: unknown) => void
}

declare module '@remix-run/node' {
  /** What loaders and actions receive as `context`. */
  interface AppLoadContext extends RequestScope {
    portal: Portal
  }
}
