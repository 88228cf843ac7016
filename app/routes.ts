import { index, type RouteConfig, route } from '@remix-run/route-config'

/** Every URL of the portal, in one table. */
export default [
  index('routes/home.tsx'),
  route('text-size/:size', 'routes/resources/text-size.ts'),
  route('sign-in', 'routes/session/sign-in.tsx'),
  route('sign-out', 'routes/session/sign-out.ts'),
  route('demo/sign-in', 'routes/demo/demo-sign-in.ts'),
  route('demo/time', 'routes/demo/demo-time.tsx'),
  route('internal/kit', 'routes/internal-kit.tsx'),
] satisfies RouteConfig
