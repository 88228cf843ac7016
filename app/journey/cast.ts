import type { Portal } from '#app/services/portal.server'
import { actorOf, hashPassword } from '#app/services/sessions.server'
import { type Actor, cityAgencyId, type Role } from '#workflows/access/authorise'
import { findAgency } from '#workflows/domain/agencies'
import type { ApplicationInput } from '#workflows/domain/application-input'
import type { PanelRole } from '#workflows/policy/score-sheet'

/** Everybody whom one institution meets on its way. */
export type Cast = {
  applicant: Actor
  officer: Actor
  /** Sits on no panel: decides objections together with the first. */
  secondOfficer: Actor
  head: Actor
  /** Of the department that takes the agency's filings (第十一条). */
  authority: Actor
  panel: readonly { actor: Actor; role: PanelRole }[]
  institutionId: string
  siteId: string
}

type Person = { login: string; name: string; roles: readonly Role[]; agencyId: string | null; panelRole?: PanelRole }

// Demonstration accounts share one hash: argon2 takes its time on purpose.
let sharedHash: Promise<string> | undefined

/** Makes an account once and returns it as an actor; the password is the one that the README names for demonstrations. */
export async function ensureAccount(portal: Portal, person: Person, password: string): Promise<Actor> {
  const known = await portal.read.people.findByLogin(person.login)
  if (known === undefined) {
    sharedHash ??= hashPassword(password)
    const password_hash = await sharedHash
    await portal.unit.inTransaction((tx) =>
      tx.people.insert(
        {
          id: `account-${person.login}`,
          login: person.login,
          name: person.name,
          password_hash,
          status: 'active',
          agency_id: person.agencyId,
          panel_role: person.panelRole ?? null,
          created_at: portal.now(),
        },
        person.roles,
      ),
    )
  }
  const account = known ?? (await portal.read.people.findByLogin(person.login))
  if (account === undefined) throw new Error(`account ${person.login} was not made`)
  return actorOf(account)
}

export const demonstrationPassword = 'dongying-demo-2026'

// People of one agency share a surname here, so that a reader sees at once who belongs where.
const surnames: Readonly<Record<string, string>> = {
  '370500': '高',
  '370502': '陈',
  '370503': '韩',
  '370505': '刘',
  '370522': '马',
  '370523': '许',
  '370571': '徐',
  '370572': '于',
}

// Each agency asks experts and insured persons of its own area (第九条（三）).
const invited: Readonly<Record<string, readonly [clinical: string, manager: string, insured: string]>> = {
  '370500': ['周明慧', '曲文斌', '王桂珍'],
  '370502': ['林淑华', '郑国栋', '孙玉梅'],
  '370503': ['毕春燕', '盖广平', '李翠芝'],
  '370505': ['隋丽萍', '燕永胜', '张兰英'],
  '370522': ['綦红霞', '岳长青', '赵秀芬'],
  '370523': ['聂慧兰', '延明礼', '成素云'],
  '370571': ['巴雪琴', '商建民', '杨爱芳'],
  '370572': ['宋晓梅', '尚德林', '吕凤英'],
}
const invitedAnywhere = ['林淑华', '郑国栋', '孙玉梅'] as const

/** The staff of an agency and a panel of the four roles (第九条（三）). */
export async function ensureAgencyStaff(portal: Portal, agencyId: string) {
  const surname = surnames[agencyId] ?? '周'
  const [clinical, manager, insured] = invited[agencyId] ?? invitedAnywhere
  const make = (login: string, name: string, roles: Role[], panelRole?: PanelRole) =>
    ensureAccount(
      portal,
      {
        login: `${login}-${agencyId}`,
        name,
        roles,
        agencyId: panelRole === undefined || panelRole === 'agencyStaff' ? agencyId : null,
        ...(panelRole === undefined ? {} : { panelRole }),
      },
      demonstrationPassword,
    )
  return {
    officer: await make('officer', `${surname}文静`, ['officer']),
    secondOfficer: await make('officer2', `${surname}建军`, ['officer']),
    head: await make('head', `${surname}立明`, ['head']),
    authority: await ensureAuthority(portal, agencyId),
    panel: [
      { role: 'agencyStaff', actor: await make('staff', `${surname}晓东`, ['evaluator'], 'agencyStaff') },
      { role: 'clinicalExpert', actor: await make('clinical', clinical, ['evaluator'], 'clinicalExpert') },
      { role: 'managementExpert', actor: await make('manager', manager, ['evaluator'], 'managementExpert') },
      { role: 'insuredPerson', actor: await make('insured', insured, ['evaluator'], 'insuredPerson') },
    ],
  } satisfies Omit<Cast, 'applicant' | 'institutionId' | 'siteId'>
}

/** A reader of the department of the same level; a zone files with the city's. */
function ensureAuthority(portal: Portal, agencyId: string): Promise<Actor> {
  const code = findAgency(agencyId)?.authorityCode ?? agencyId
  const login = code === cityAgencyId ? 'authority' : `authority-${code}`
  const person = { login, name: `${surnames[code] ?? '周'}明远`, roles: ['authority'] as const, agencyId: code }
  return ensureAccount(portal, person, demonstrationPassword)
}

/** Registers the institution of an input with one account and one practice site, as the registration page does. */
export async function ensureApplicant(portal: Portal, input: ApplicationInput, login: string) {
  const known = await portal.read.institutions.findByUscc(input.institution.uscc)
  const institutionId = known?.id ?? `institution-${input.institution.uscc}`
  const siteId = `site-${input.institution.uscc}`
  const account = await ensureAccount(
    portal,
    { login, name: input.form.agent.agentName, roles: ['applicant'], agencyId: null },
    demonstrationPassword,
  )
  if (known === undefined)
    await portal.unit.inTransaction(async (tx) => {
      const { name, uscc, type, insuranceType } = input.institution
      await tx.institutions.insert({
        id: institutionId,
        uscc,
        name,
        institution_type: type,
        insurance_type: insuranceType,
        created_at: portal.now(),
      })
      await tx.members.register({ institutionId, accountId: account.id, capacity: 'handler', at: portal.now() })
      const { site } = input
      await tx.institutions.insertSite({
        id: siteId,
        institution_id: institutionId,
        name: site.name,
        address: site.address,
        admdvs: site.admdvs,
        affiliation: site.affiliation,
        institution_kind: site.kind,
        created_at: portal.now(),
      })
    })
  const applicant = await ensureAccount(
    portal,
    { login, name: input.form.agent.agentName, roles: ['applicant'], agencyId: null },
    demonstrationPassword,
  )
  return { applicant, institutionId, siteId }
}
