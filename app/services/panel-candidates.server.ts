import type { Repositories } from '#db/unit-of-work'
import type { PanelMember } from '#workflows/machines/panel-member'
import { PanelRole, panelRoleTitles } from '#workflows/policy/score-sheet'

export type Candidate = { accountId: string; name: string; isAppointed: boolean }
/** Roles of 第九条（三）, each with those who may be chosen. */
export type PanelCandidates = { role: PanelRole; title: string; people: Candidate[] }[]

/**
 * Who may be appointed: the handling agency's own staff first, as another's may help out when one of them has to stand
 * back. `excluded` are account ids that may not sit on this panel.
 */
export async function panelCandidates(
  read: Repositories,
  { agencyId, appointed, excluded = [] }: { agencyId: string; appointed: readonly PanelMember[]; excluded?: readonly string[] },
): Promise<PanelCandidates> {
  const people = (await read.people.list({ role: 'evaluator' })).filter(({ id, status }) => status === 'active' && !excluded.includes(id))
  const agencyNames = new Map((await read.institutions.agencies()).map(({ id, name }) => [id, name]))
  const isOwn = (id: string | null) => id === agencyId
  return PanelRole.options.map((role) => ({
    role,
    title: panelRoleTitles[role],
    people: people
      .filter((person) => person.panel_role === role)
      .sort((a, b) => Number(isOwn(b.agency_id)) - Number(isOwn(a.agency_id)))
      .map(({ id, name, agency_id }) => ({
        accountId: id,
        name: agency_id === null ? name : `${name}（${agencyNames.get(agency_id) ?? agency_id}）`,
        isAppointed: appointed.some((member) => member.accountId === id && member.role === role),
      })),
  }))
}
