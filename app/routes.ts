import { index, type RouteConfig } from '@remix-run/route-config'

/** Every URL of the portal, in one table. */
export default [index('routes/home.tsx')] satisfies RouteConfig
