import type { ServerResponse } from 'node:http'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'

/** The policy names the nonce of each answer, which `res.locals.nonce` holds. */
export function securityHeaders({ secure }: { secure: boolean }): RequestHandler[] {
  const headers = helmet({
    // helmet's own `no-referrer` makes browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", (_req, res) => `'nonce-${nonceOf(res)}'`],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        // Pages hold uploaded papers in a frame; those alone allow it, by headers of their own.
        frameSrc: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        // On a plain intranet address this would ask for every asset over HTTPS.
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
  })
  return [
    headers,
    (_req, res, next) => {
      res.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
      next()
    },
  ]
}

function nonceOf(res: ServerResponse): string {
  return (res as Response).locals.nonce
}
