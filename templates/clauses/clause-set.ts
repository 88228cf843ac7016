import { z } from 'zod'
import { type InstitutionType, Service } from '#workflows/domain/institution-kinds'
import agreementText from './service-agreement.2016.json'
import laterText from './service-agreement.2021.json'

const VARIABLE = /\{(\w+)\}/g

/** One clause: which agreements carry it (`part`, `term`), its text with {variables}, and what it rests on. */
export const Clause = z.strictObject({
  id: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  part: z.string(),
  /** Only in agreements of a fixed term or only in long-term ones (第十三条); in both when absent. */
  term: z.enum(['fixed', 'longTerm']).optional(),
  title: z.string().min(1),
  text: z.string().min(1),
  source: z.string().min(1),
})
export type Clause = z.output<typeof Clause>

/** A version of the agreement's text. Parts are chapters in their order. */
export const ClauseSet = z
  .strictObject({
    id: z.string(),
    version: z.string(),
    effectiveFrom: z.iso.date(),
    title: z.string(),
    variables: z.record(z.string(), z.string()),
    parts: z.array(z.strictObject({ id: z.string(), title: z.string() })),
    clauses: z.array(Clause),
  })
  .superRefine((set, context) => {
    const parts = new Set(set.parts.map((part) => part.id))
    const seen = new Set<string>()
    for (const clause of set.clauses) {
      if (!parts.has(clause.part)) context.addIssue({ code: 'custom', message: `${clause.id}: 没有“${clause.part}”部分` })
      if (seen.has(clause.id)) context.addIssue({ code: 'custom', message: `${clause.id}: 条款编号重复` })
      seen.add(clause.id)
      for (const name of variablesOf(clause)) {
        if (!(name in set.variables)) context.addIssue({ code: 'custom', message: `${clause.id}: 变量{${name}}没有说明` })
      }
    }
  })
export type ClauseSet = z.output<typeof ClauseSet>

/** The values that a clause's variables take, by name, as they are to be read in the agreement. */
export type ClauseVariables = Readonly<Record<string, string>>

/** Whom an agreement is for, and whether it is a long-term one, which medical institutions alone may have (第十三条). */
export type ClauseSelection = {
  readonly institutionType: InstitutionType
  readonly services: readonly Service[]
  readonly isLongTerm?: boolean
}

/** A chapter of an agreement with its clauses filled, as the `serviceAgreement` document takes it. */
export type Chapter = { title: string; clauses: { id: string; title: string; text: string }[] }

/** The agreement text in force from 2016-05-11 (a draft of ours on the subjects of 第十二至十九条、第二十至二十三条). */
export const serviceAgreement2016: ClauseSet = ClauseSet.parse(agreementText)

const Replacement = z.strictObject({ version: z.string(), effectiveFrom: z.iso.date(), clauses: z.array(Clause) })

/** The text under the orders of 2021: that of 2016 with other clauses on change, renewal, ending and filing. */
export const serviceAgreement2021: ClauseSet = replacedIn(serviceAgreement2016, Replacement.parse(laterText))

function replacedIn(set: ClauseSet, { version, effectiveFrom, clauses }: z.output<typeof Replacement>): ClauseSet {
  const later = new Map(clauses.map((clause) => [clause.id, clause]))
  const unknown = clauses.filter(({ id }) => !set.clauses.some((clause) => clause.id === id))
  if (unknown.length > 0) throw new Error(`no clause ${unknown.map(({ id }) => id).join(', ')} to replace`)
  return ClauseSet.parse({ ...set, version, effectiveFrom, clauses: set.clauses.map((clause) => later.get(clause.id) ?? clause) })
}

/** Every text that a pack of rules may name, as `id@version`. */
export const clauseSets: readonly ClauseSet[] = [serviceAgreement2016, serviceAgreement2021]

/** The text that a pack names; throws when there is none: such a pack is never published. */
export function getClauseSet(reference: string): ClauseSet {
  const found = clauseSets.find(({ id, version }) => `${id}@${version}` === reference)
  if (found === undefined) throw new Error(`no clause set ${reference}`)
  return found
}

/**
 * The clauses of an agreement in the order of the set's parts: common ones, those of the type, those of each service.
 * Throws a RangeError when a pharmacy is to have a long-term agreement.
 */
export function clausesFor(selection: ClauseSelection, set: ClauseSet = serviceAgreement2016): Clause[] {
  return partsFor(selection, set).flatMap((part) => part.clauses)
}

/** A clause's text with its variables filled in, or the names of the variables that have no value. */
export function fillClause(
  clause: Clause,
  variables: ClauseVariables,
): { ok: true; text: string } | { ok: false; missingVariables: string[] } {
  const missingVariables = variablesOf(clause).filter((name) => !variables[name]?.trim())
  if (missingVariables.length > 0) return { ok: false, missingVariables }
  return { ok: true, text: clause.text.replace(VARIABLE, (_, name: string) => variables[name] ?? '') }
}

/**
 * All chapters of an agreement, filled; or every variable that is missing, each named once. A long-term agreement has
 * no {termTo}. Throws a RangeError when a pharmacy is to have a long-term agreement.
 */
export function fillChapters(
  selection: ClauseSelection,
  variables: ClauseVariables,
  set: ClauseSet = serviceAgreement2016,
): { ok: true; chapters: Chapter[] } | { ok: false; missingVariables: string[] } {
  const missing = new Set<string>()
  const chapters = partsFor(selection, set).map(
    ({ title, clauses }): Chapter => ({
      title,
      clauses: clauses.map((clause) => {
        const filled = fillClause(clause, variables)
        if (!filled.ok) for (const name of filled.missingVariables) missing.add(name)
        return { id: clause.id, title: clause.title, text: filled.ok ? filled.text : clause.text }
      }),
    }),
  )
  return missing.size > 0 ? { ok: false, missingVariables: [...missing] } : { ok: true, chapters }
}

function variablesOf(clause: { text: string }): string[] {
  return [...new Set([...clause.text.matchAll(VARIABLE)].map((match) => match[1] ?? ''))]
}

const SERVICE_PART = 'service:'

function partsFor(selection: ClauseSelection, set: ClauseSet): { title: string; clauses: Clause[] }[] {
  const isLongTerm = selection.isLongTerm ?? false
  if (isLongTerm && selection.institutionType !== 'medical') throw new RangeError('a long-term agreement is for medical institutions only')
  const unwanted = isLongTerm ? 'fixed' : 'longTerm'
  return set.parts
    .filter((part) => appliesTo(part.id, selection))
    .map(({ id, title }) => ({ title, clauses: set.clauses.filter((clause) => clause.part === id && clause.term !== unwanted) }))
}

function appliesTo(part: string, { institutionType, services }: ClauseSelection): boolean {
  if (part === 'medical' || part === 'pharmacy') return part === institutionType
  if (part.startsWith(SERVICE_PART)) return services.includes(Service.parse(part.slice(SERVICE_PART.length)))
  return true
}
