import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { KIT_STATES } from '#app/components/kit/kit-data'
import { KIT_SURFACES, KitPage } from '#app/components/kit/kit-page'
import type { RouteHandle } from '#app/root'

export const handle = { islands: ['site', 'score-total', 'upload'] } satisfies RouteHandle

export const meta: MetaFunction = () => [{ title: '界面构件' }, { name: 'robots', content: 'noindex' }]

export const loader = ({ request, context }: LoaderFunctionArgs) => {
  if (context.portal.mode !== 'demo') throw new Response(null, { status: 404 })
  const { searchParams } = new URL(request.url)
  return {
    state: KIT_STATES.find((state) => state === searchParams.get('state')) ?? 'filled',
    surface: KIT_SURFACES.find((surface) => surface === searchParams.get('surface')) ?? 'public',
    isLarge: searchParams.get('text') === 'large',
  }
}

/** The kit on one page: `?state=empty|filled|error&surface=public|institution|desk|field|admin`. */
export default function InternalKit() {
  return <KitPage {...useLoaderData<typeof loader>()} />
}
