import { index, type RouteConfig, route } from '@remix-run/route-config'

/** Every URL of the portal, in one table. */
export default [
  index('routes/home.tsx'),
  route('text-size/:size', 'routes/resources/text-size.ts'),
  route('internal/kit', 'routes/internal-kit.tsx'),
] satisfies RouteConfig
