import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { addDays, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { AgreementFacts, LifeFacts, RunningCase } from '#workflows/commands/facts'
import { SupplementPayload } from '#workflows/commands/payloads'
import { InstitutionKind, Service } from '#workflows/domain/institution-kinds'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { applicableItems } from '#workflows/policy/evaluation-standard'
import { agreementFileOf } from './agreement-file.server'
import { agreementContext } from './case-context'
import { filingsOf } from './change/filings.server'
import type { Rules } from './rules.server'
import { checkSignedAgreement } from './signature-check.server'
import { standardOf } from './standards.server'

const lifeMachines = ['change', 'renewal', 'ending'] as const
const Named = z.object({ agreementId: z.string() })
const NamedLicences = z.object({ licences: z.array(z.object({ changedOn: z.string() })) })

/** The changes, renewals and endings of an agreement that are under way. */
export async function runningCases(tx: Repositories, agreementId: string): Promise<RunningCase[]> {
  const files = await tx.caseFiles.list({ parentId: agreementId, status: 'active' }, 200)
  return files.flatMap(({ id, machine, stage, title }) => {
    const kind = lifeMachines.find((one) => one === machine)
    return kind === undefined ? [] : [{ id, machine: kind, stage, title }]
  })
}

/** The days of 第十三条 for an agreement: when the form opens, and the window; null for a long-term agreement. */
export function renewalDaysOf(rules: Rules, expiresOn: string | null): AgreementFacts['renewalDays'] {
  if (expiresOn === null) return null
  const lastDay = plainDate(expiresOn)
  const anchors = { agreementExpiresOn: lastDay }
  const opens = computeDeadline(rules.policy.deadlines.renewalOpens, { anchors, calendar: rules.calendar })
  const closes = computeDeadline(rules.policy.deadlines.renewalWindow, { anchors, calendar: rules.calendar })
  if (!opens.ok || !closes.ok) throw new Error('the window of a renewal can always be counted')
  return {
    formOpensOn: addDays(lastDay, -rules.policy.renewal.formOpensDaysBefore),
    opensOn: opens.value.dueOn,
    lastDay: closes.value.dueOn,
  }
}

/** Facts of an agreement for the commands on its own case. */
export async function agreementFacts(tx: Repositories, rules: Rules, file: CaseFile | undefined, input: unknown): Promise<AgreementFacts> {
  const applicationId = z.object({ applicationId: z.string() }).safeParse(input).data?.applicationId
  const application = applicationId === undefined ? undefined : await tx.caseFiles.find(applicationId)
  return {
    application:
      application === undefined
        ? null
        : {
            id: application.id,
            agencyId: application.agency_id,
            institutionId: application.institution_id,
            siteId: application.site_id,
            title: application.title,
          },
    institutionId: file?.institution_id ?? null,
    renewalDays: file === undefined ? null : renewalDaysOf(rules, agreementContext(file).expiresOn),
    running: file === undefined ? [] : await runningCases(tx, file.id),
  }
}

/** Facts for a change, a renewal or an ending: of the agreement that it hangs on, or that its opening names. */
export async function lifeFacts(tx: Repositories, rules: Rules, file: CaseFile | undefined, input: unknown): Promise<LifeFacts> {
  const named = Named.safeParse(input)
  const agreementId = file?.parent_id ?? (named.success ? named.data.agreementId : undefined)
  const found = agreementId === undefined ? undefined : await tx.caseFiles.find(agreementId)
  const agreement = found?.machine === 'agreement' ? found : undefined
  const siteRow = agreement?.site_id == null ? undefined : await tx.institutions.findSite(agreement.site_id)
  const institutionRow = siteRow && (await tx.institutions.get(siteRow.institution_id))
  const context = agreement && agreementContext(agreement)
  const agreementFile = file === undefined ? null : await agreementFileOf(tx, file.id)
  const colleagues = agreement === undefined ? [] : await tx.people.list({ agencyId: agreement.agency_id, role: 'officer' })
  const notice = file === undefined ? undefined : (await tx.eventLog.ofCase(file.id, 'issueChangeSupplementNotice')).at(-1)
  return {
    caseId: file?.id ?? null,
    agreement:
      agreement === undefined || context === undefined
        ? null
        : {
            id: agreement.id,
            agencyId: agreement.agency_id,
            institutionId: agreement.institution_id ?? '',
            siteId: agreement.site_id ?? '',
            title: agreement.title,
            leaves: agreement.stage.split(' '),
            context,
          },
    institution: institutionRow
      ? { id: institutionRow.id, name: institutionRow.name, uscc: institutionRow.uscc, type: institutionRow.institution_type }
      : null,
    site: siteRow
      ? {
          id: siteRow.id,
          name: siteRow.name,
          address: siteRow.address,
          admdvs: siteRow.admdvs,
          affiliation: siteRow.affiliation,
          kind: InstitutionKind.parse(siteRow.institution_kind),
        }
      : null,
    running: agreement === undefined ? [] : (await runningCases(tx, agreement.id)).filter(({ id }) => id !== file?.id),
    colleagues: colleagues.filter(({ status }) => status === 'active').map(({ id, name }) => ({ id, name })),
    agreementFile,
    signatureCheck: file === undefined ? null : await checkSignedAgreement(tx, file, agreementFile, input),
    changeDays: changeDaysOf(rules, input),
    table:
      siteRow === undefined || institutionRow === undefined || context === undefined
        ? null
        : await tableOf(tx, rules, {
            kind: siteRow.institution_kind,
            type: institutionRow.institution_type,
            services: await servicesAfter(tx, file, context.services),
          }),
    lastSupplement: notice === undefined ? [] : SupplementPayload.parse(notice.payload).items,
  }
}

/** 第十五条: one clock for each licence, by the rules of the Civil Code. */
function changeDaysOf({ policy, calendar }: Rules, input: unknown): LifeFacts['changeDays'] {
  const asked = NamedLicences.safeParse(input)
  if (!asked.success) return []
  return asked.data.licences.map(({ changedOn }) => {
    const from = plainDate(changedOn)
    const due = computeDeadline(policy.deadlines.changeWindow, { anchors: { licenceChangedOn: from }, calendar })
    return { changedOn: from, lastDay: due.ok ? due.value.dueOn : null }
  })
}

/** What is looked at on site are the services as they will be (第七条（二）): those that the change itself names. */
async function servicesAfter(tx: Repositories, file: CaseFile | undefined, present: readonly string[]): Promise<readonly string[]> {
  if (file?.machine !== 'change') return present
  return (await filingsOf(tx, file)).findLast(({ services }) => services !== null)?.services ?? present
}

async function tableOf(
  tx: Repositories,
  rules: Rules,
  { kind, type, services }: { kind: string; type: 'medical' | 'pharmacy'; services: readonly string[] },
): Promise<LifeFacts['table']> {
  const standard = await standardOf(tx, rules.policy.evaluation.standards[type])
  const asked = { kind: InstitutionKind.parse(kind), services: services.flatMap((one) => Service.safeParse(one).data ?? []) }
  return { standard, items: applicableItems(standard, rules.policy, asked) }
}

/** The last day on which a change of a licence may be applied for; null while that year's calendar is not published. */
export const changeLastDay = (rules: Rules, changedOn: PlainDate): PlainDate | null =>
  changeDaysOf(rules, { licences: [{ changedOn }] })[0]?.lastDay ?? null
