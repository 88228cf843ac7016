import type { AppLoadContext } from '@remix-run/node'
import { requireViewer } from '#app/http/viewer.server'
import type { Actor } from '#workflows/access/authorise'
import type { AuthorityGap } from '#workflows/access/authority'
import { dateOf } from '#workflows/calendar/plain-date'
import { gapOf } from './authority.server'

type Asked = { request: Request; context: AppLoadContext }

export type OwnInstitution = { readonly id: string; readonly name: string; readonly uscc: string }

export type OwnInstitutions = {
  readonly actor: Actor
  /** The one that the page is about; undefined for somebody who acts for none. */
  readonly chosen: OwnInstitution | undefined
  readonly all: readonly OwnInstitution[]
  /** Why the actor may only read; undefined for the legal representative and for a handler with a valid letter. */
  readonly gap: AuthorityGap | undefined
}

/** The institution that a page of one's own is about: named in the address, or the first. 404 for somebody else's. */
export async function requireOwnInstitution(asked: Asked): Promise<OwnInstitutions> {
  const actor = await requireViewer(asked, 'applicant')
  const { portal } = asked.context
  const all = (await portal.read.institutions.ofAccount(actor.id))
    .filter(({ id }) => actor.institutionIds.includes(id))
    .map(({ id, name, uscc }) => ({ id, name, uscc }))
  const wanted = new URL(asked.request.url).searchParams.get('institution')
  const chosen = wanted === null ? all[0] : all.find(({ id }) => id === wanted)
  if (wanted !== null && chosen === undefined) throw new Response(null, { status: 404 })
  const gap = chosen && (await gapOf(portal.read, actor, { institutionId: chosen.id, command: '', on: dateOf(portal.now()) }))
  return { actor, chosen, all, gap }
}
