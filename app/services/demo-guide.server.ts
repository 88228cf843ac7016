import { roleTitles } from '#app/view/labels'
import { dutyTitle, isBeingEvaluated, stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { Account } from '#db/repositories/people'
import { agencies as knownAgencies } from '#workflows/domain/agencies'
import { PanelRole, panelRoleTitles } from '#workflows/policy/score-sheet'
import { applicationContext, roundContext } from './case-context'
import { demoTour, type TourStep } from './demo-tour'
import type { Portal } from './portal.server'
import { actorOf } from './sessions.server'

/** Somebody who can be tried, and what there is to see under the account at this moment. */
export type DemoPerson = { login: string; name: string; role: string; shows: string }
export type DemoAgency = { id: string; name: string; rounds: string; staff: DemoPerson[]; institutions: DemoPerson[] }
export type DemoGuide = {
  tour: (TourStep & { who: string | null })[]
  agencies: DemoAgency[]
  administrators: DemoPerson[]
  /** Institutions that visitors have registered and that have no case yet. */
  newcomers: DemoPerson[]
}

type Reading = Pick<Portal, 'mode' | 'read'>
const everything = 5000

/** The things to look at with the names of those who show them; undefined in production. */
export async function demoTourOf({ mode, read }: Reading): Promise<DemoGuide['tour'] | undefined> {
  if (mode !== 'demo') return undefined
  const steps = await Promise.all(
    demoTour.map(async (step) => {
      if (step.login === null) return { ...step, who: null }
      const account = await read.people.findByLogin(step.login)
      return account === undefined ? undefined : { ...step, who: account.name }
    }),
  )
  return steps.filter((step) => step !== undefined)
}

/** Everybody in the demonstration, by agency, with what each has to do now; undefined in production. */
export async function demoGuideOf(portal: Reading): Promise<DemoGuide | undefined> {
  const tour = await demoTourOf(portal)
  if (tour === undefined) return undefined
  const { read } = portal
  const accounts = (await read.people.list()).filter(({ status }) => status === 'active')
  const files = await read.caseFiles.list({}, everything)
  const sites = new Map((await read.institutions.agencies()).map(({ id, name }) => [id, name]))
  const rounds = files.filter(({ machine, status }) => machine === 'evaluationRound' && status === 'active')
  const institutions = accounts.filter(({ roles }) => roles.includes('applicant')).map((account) => institutionOf(account, files))
  return {
    tour,
    agencies: Object.keys(knownAgencies).map((id) => ({
      id,
      name: sites.get(id) ?? id,
      rounds: rounds
        .filter(({ agency_id }) => agency_id === id)
        .map(({ title, stage }) => `${title}：${stageTitle('evaluationRound', stage)}`)
        .join('；'),
      staff: [
        ...staffOf(accounts, files, id),
        ...panelOf(
          accounts,
          files,
          rounds.filter(({ agency_id }) => agency_id === id),
        ),
      ],
      institutions: institutions.filter(({ agencyId }) => agencyId === id).map(({ person }) => person),
    })),
    administrators: accounts.filter(isAdministrator).map((account) => person(account, '建立账号、查看运行情况和办理记录')),
    newcomers: institutions.filter(({ agencyId }) => agencyId === null).map(({ person: newcomer }) => newcomer),
  }
}

const isAdministrator = ({ roles }: Account) => roles.some((role) => role.endsWith('Admin'))

const person = (account: Account, shows: string, role?: string): DemoPerson => ({
  login: account.login,
  name: account.name,
  role:
    role ??
    actorOf(account)
      .roles.map((one) => roleTitles[one])
      .join('、'),
  shows,
})

const counted = (files: readonly CaseFile[], words: string): string => (files.length === 0 ? '目前没有待办' : `${words} ${files.length} 件`)

/** Officers, head and department of an agency, with what waits for each. */
function staffOf(accounts: readonly Account[], files: readonly CaseFile[], agencyId: string): DemoPerson[] {
  const waiting = (tag: string) => files.filter((file) => file.agency_id === agencyId && file.tags.includes(tag))
  const filings = files.filter(({ agency_id, tags }) => tags.includes('authority') && authorityOf(agency_id) === agencyId)
  const words: Readonly<Record<string, string>> = {
    officer: counted(waiting('officer'), '待办'),
    head: counted(waiting('head'), '待审批'),
    authority: counted(filings, '待接收备案'),
  }
  const people = accounts.filter(({ agency_id, panel_role }) => agency_id === agencyId && panel_role === null)
  return Object.entries(words).flatMap(([role, shows]) =>
    people.filter(({ roles }) => roles.includes(role)).map((account) => person(account, shows)),
  )
}

const authorityOf = (agencyId: string): string | undefined =>
  Object.values(knownAgencies).find(({ code }) => code === agencyId)?.authorityCode

/** The members of the panels of the rounds that run. */
function panelOf(accounts: readonly Account[], files: readonly CaseFile[], rounds: readonly CaseFile[]): DemoPerson[] {
  const panels = rounds.map((round) => ({
    round,
    ids: roundContext(round).panel.map(({ accountId }) => accountId),
  }))
  const members = [...new Set(panels.flatMap(({ ids }) => ids))].flatMap((id) => accounts.filter((account) => account.id === id))
  return members.map((account) => {
    const own = new Set(panels.filter(({ ids }) => ids.includes(account.id)).map(({ round }) => round.id))
    const toScore = files.filter(
      (file) => isBeingEvaluated(file.stage) && own.has(file.parent_id ?? '') && !applicationContext(file).sheetsBy.includes(account.id),
    )
    const role = PanelRole.safeParse(account.panel_role)
    return person(account, counted(toScore, '待评分'), role.success ? `评估小组：${panelRoleTitles[role.data]}` : undefined)
  })
}

/** An institution under the agency of its newest case: its agreement when there is one, else its application. */
function institutionOf(account: Account, files: readonly CaseFile[]): { agencyId: string | null; person: DemoPerson } {
  const ids = account.institutions.map(({ id }) => id)
  const own = files.filter(({ institution_id }) => ids.includes(institution_id ?? '')).sort((a, b) => (a.opened_at < b.opened_at ? 1 : -1))
  const [newest] = own
  if (newest === undefined) return { agencyId: null, person: person(account, '还没有提交申请') }
  const signed = own.find(({ machine }) => machine === 'agreement')
  const shown = newest.machine === 'application' && newest.stage !== 'signed' ? [newest, signed] : [signed ?? newest]
  const words = shown.flatMap((file) => (file === undefined ? [] : wordsOf(file)))
  return { agencyId: newest.agency_id, person: person(account, words.join('；'), newest.title) }
}

/** Where a case stands, and the filing of an agreement while it is not through. */
function wordsOf({ machine, stage }: CaseFile): string[] {
  const isFiled = machine !== 'agreement' || stage.includes('filing.acknowledged')
  return isFiled ? [stageTitle(machine, stage)] : [stageTitle(machine, stage), dutyTitle(stage, 'filing')]
}
