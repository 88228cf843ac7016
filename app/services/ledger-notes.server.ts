import * as z from 'zod'
import type { BarRow } from '#db/repositories/bars'
import type { Repositories } from '#db/unit-of-work'
import { formatDate, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { isSamePlace } from '#workflows/domain/site-address'
import { BarCause } from '#workflows/policy/bar-cause'
import { barCauseWords } from '#workflows/policy/eligibility'
import { penaltyMatterTitles } from '#workflows/policy/penalty-matter'
import { barRecordContext } from './case-context'
import { comparableText } from './comparable-text'
import { MOST_ROWS } from './page-of'

type Note = { readonly place: string; readonly message: string }

// Of a submission only what tells one owner from another; those of older charts have all of it.
const OwnerPayload = z.object({
  form: z.object({
    entity: z.object({
      practiceLicenceNumber: z.string().optional(),
      drugLicenceNumber: z.string().optional(),
      legalRepresentativeName: z.string(),
      legalRepresentativeId: z.string(),
      personInChargeName: z.string(),
      personInChargeId: z.string(),
    }),
  }),
})

/** Who and what stands behind a bar or an application, as far as it is stored; persons by number, or by name alone. */
type Traces = { name: string; address: string; admdvs: string; licences: readonly string[]; persons: readonly string[] }

/**
 * What the ledger holds near an application without barring it: another owner at the same place or with the same licence or
 * person, another part of the same chain, a penalty that does not count. Each is for an officer to look at, never a ground
 * by itself (第十条; dossier, edge cases 9, 16 and 18).
 */
export async function ledgerNotes(read: Repositories, facts: ApplicationFacts, today: PlainDate): Promise<Note[]> {
  const own = tracesOfApplication(facts)
  const running = await read.bars.running(today, MOST_ROWS)
  const hard = new Set(facts.bars.map(({ source }) => source))
  const notes = await Promise.all(
    running
      .filter(({ source }) => !hard.has(source))
      .map(async (bar) => {
        if (bar.uscc === facts.institution.uscc) return ofSameCode(bar)
        const traces = await tracesOfBar(read, bar, facts.site.admdvs)
        const shared = traces === undefined ? [] : sharedBetween(own, traces)
        return traces === undefined || shared.length === 0 ? undefined : ofAnotherOwner(bar, traces, shared)
      }),
  )
  return [...notes.filter((note) => note !== undefined), ...(await mereNotes(read, facts.institution.uscc))]
}

/**
 * The same for a reported change, in sentences: a new representative, place or licence that the ledger knows from another
 * owner (dossier §2.5).
 */
export async function ledgerNotesOfChange(read: Repositories, own: Traces & { uscc: string }, today: PlainDate): Promise<string[]> {
  const others = (await read.bars.running(today, MOST_ROWS)).filter(({ uscc }) => uscc !== own.uscc)
  const found = await Promise.all(
    others.map(async (bar) => {
      const traces = await tracesOfBar(read, bar, own.admdvs)
      const shared = traces === undefined ? [] : sharedBetween(own, traces)
      if (traces === undefined || shared.length === 0) return []
      return [`${shared.join('、')}与“${traces.name}”（${bar.uscc}）相同：该单位${words(bar)}。请核对；这一点不单独构成不同意变更的理由`]
    }),
  )
  return found.flat()
}

const note = (message: string): Note => ({ place: '限制台账', message })
const words = ({ cause, starts_on }: BarRow) => `${formatDate(plainDate(starts_on))}${barCauseWords[BarCause.parse(cause)]}`

const ofSameCode = (bar: BarRow): Note =>
  note(`同一统一社会信用代码下，连锁总部或者其他门店${words(bar)}；按现行政策版本不限制本门店（第十条（四）），请核对决定是否针对本门店`)

const ofAnotherOwner = (bar: BarRow, { name }: Traces, shared: readonly string[]): Note =>
  note(
    `${shared.join('、')}与“${name}”（${bar.uscc}）相同：该单位${words(bar)}，${formatDate(plainDate(bar.until))}以前不予受理。不是同一单位的，不能据此不予受理，请核对是否变更名称后再次申请`,
  )

/** Confirmed penalties of the same code that do not bar by what they were about. */
async function mereNotes(read: Repositories, uscc: string): Promise<Note[]> {
  const records = await read.ledger.recordsOf(uscc)
  const files = await Promise.all(
    records.filter(({ stage }) => stage.startsWith('standing')).map(({ source }) => read.caseFiles.find(source)),
  )
  return files.flatMap((file) => {
    if (file === undefined) return []
    const { countsAsBar, decidedOn, authority, decisionNumber, matter } = barRecordContext(file)
    if (countsAsBar || matter === null) return []
    const about = penaltyMatterTitles[matter]
    return [
      note(`${formatDate(plainDate(decidedOn))}受到行政处罚（${authority}${decisionNumber}，${about}），不单独构成不予受理的情形，请核对`),
    ]
  })
}

function tracesOfApplication({ institution, site, submission }: ApplicationFacts): Traces {
  const base = { name: institution.name, address: site.address, admdvs: site.admdvs }
  return { ...base, ...(submission === null ? { licences: [], persons: [] } : ownersOf(submission)) }
}

function ownersOf(payload: unknown): Pick<Traces, 'licences' | 'persons'> {
  const parsed = OwnerPayload.safeParse(payload)
  if (!parsed.success) return { licences: [], persons: [] }
  const { practiceLicenceNumber, drugLicenceNumber, ...people } = parsed.data.form.entity
  return {
    licences: [practiceLicenceNumber, drugLicenceNumber].filter((number) => number !== undefined),
    persons: [people.legalRepresentativeId, people.personInChargeId, people.legalRepresentativeName, people.personInChargeName],
  }
}

/** Undefined when nothing is stored of what caused the bar. A place that was only typed is taken for one of the applicant's area. */
async function tracesOfBar(read: Repositories, bar: BarRow, admdvs: string): Promise<Traces | undefined> {
  const source = await read.caseFiles.find(bar.source)
  if (source?.machine === 'barRecord') {
    const { name, siteAddress, licenceNumber, personName } = barRecordContext(source)
    return { name, address: siteAddress, admdvs, licences: filled(licenceNumber), persons: filled(personName) }
  }
  const site = bar.site_id === null ? undefined : await read.institutions.findSite(bar.site_id)
  if (source === undefined || site === undefined) return undefined
  const application = source.machine === 'application' ? source.id : (source.parent_id ?? '')
  const [opening] = await read.eventLog.ofCase(application, 'submitApplication')
  // Names alone are too common: of an application that is stored, the numbers decide.
  const { licences, persons } = ownersOf(opening?.payload)
  return { name: source.title, address: site.address, admdvs: site.admdvs, licences, persons: persons.filter((text) => /\d/.test(text)) }
}

const filled = (text: string): string[] => (text === '' ? [] : [text])

function sharedBetween(own: Traces, other: Traces): string[] {
  const meets = (a: readonly string[], b: readonly string[]) =>
    a.some((one) => b.some((two) => comparableText(one) === comparableText(two)))
  return [
    ...(other.address !== '' && isSamePlace(own, other) ? ['执业地点'] : []),
    ...(meets(own.licences, other.licences) ? ['许可证（备案）编号'] : []),
    ...(meets(own.persons, other.persons) ? ['责任人'] : []),
  ]
}
