import { agreementContext } from '#app/services/case-context'
import type { Portal } from '#app/services/portal.server'
import type { CaseEvent } from '#db/repositories/event-log'

/** One step of a life, as a reader beside the Measure would list it. `command` or `deadline`, never both. */
export type TimelineRow = {
  at: string
  case: string
  command: string | null
  deadline: string | null
  actor: string
  article: string
  from: string
  to: string
  document: string | null
}

const deadlinePrefix = 'deadline.'

/** The logs of several cases as one timeline; a step that issues several documents has one row for each. */
export async function timelineOf(portal: Portal, caseIds: readonly string[]): Promise<TimelineRow[]> {
  const rows: (TimelineRow & { seq: number })[] = []
  for (const caseId of caseIds) {
    const documents = await portal.read.documents.ofCase(caseId)
    for (const event of await portal.read.eventLog.ofCase(caseId)) {
      const issued = documents.filter(({ revision }) => revision === event.revision).map(({ number }) => number)
      for (const document of issued.length === 0 ? [null] : issued) rows.push({ ...rowOf(event), document, seq: event.seq })
    }
  }
  return rows.sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1)).map(({ seq: _seq, ...row }) => row)
}

function rowOf(event: CaseEvent): Omit<TimelineRow, 'document'> {
  const isDeadline = event.command.startsWith(deadlinePrefix)
  return {
    at: event.occurred_at,
    case: event.case_id,
    command: isDeadline ? null : event.command,
    deadline: isDeadline ? event.command.slice(deadlinePrefix.length) : null,
    actor: event.actor_name,
    article: event.article,
    from: event.from_stage,
    to: event.to_stage,
  }
}

/** What came out of a life: result, agreement, term, bar, and every document with its number and digest. */
export async function summaryOf(portal: Portal, caseIds: readonly string[]): Promise<Record<string, unknown>> {
  const files = (await Promise.all(caseIds.map((id) => portal.read.caseFiles.find(id)))).filter((file) => file !== undefined)
  const agreement = files.find(({ machine }) => machine === 'agreement')
  const application = files.find(({ machine }) => machine === 'application')
  const institution = application?.institution_id ? await portal.read.institutions.get(application.institution_id) : undefined
  const documents = (await Promise.all(caseIds.map((id) => portal.read.documents.ofCase(id)))).flat()
  return {
    institution: institution && { name: institution.name, uscc: institution.uscc, type: institution.institution_type },
    cases: files.map(({ id, machine, stage, revision, policy_version_id }) => ({
      id,
      machine,
      stage,
      revision,
      policy: policy_version_id,
    })),
    agreement: agreement && agreementContext(agreement),
    bars: institution === undefined ? [] : await portal.read.bars.ofUscc(institution.uscc),
    documents: await Promise.all(
      documents.map(async ({ id, kind, number, title, issued_at }) => {
        const latest = await portal.read.documents.latestFile(id)
        return { kind, number, title, issuedAt: issued_at, version: latest?.version ?? null, sha256: latest?.digest ?? null }
      }),
    ),
  }
}
