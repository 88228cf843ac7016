import * as z from 'zod'
import { refusalView } from '#app/http/refusal'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, formatDate, plainDate } from '#workflows/calendar/plain-date'
import { OfferTermsPayload } from '#workflows/commands/payloads'
import type { SigningMachine } from '#workflows/commands/signing'
import { signingMachines, signingNames } from '#workflows/commands/signing-names'
import { changeItems } from '#workflows/domain/change-items'
import { servicesText } from '#workflows/domain/institution-kinds'
import { agreementFileOf } from './agreement-file.server'
import { signAgreement } from './agreement-signing.server'
import { selfTotalOf } from './case/record.server'
import { changeContext, contextOf, endingContext, renewalContext } from './case-context'
import { openCase } from './case-view.server'
import { evaluationOf } from './documents/evaluation.server'
import type { Portal } from './portal.server'
import { agencySigner } from './sign-view.server'

/** What a head weighs before signing: of a new agreement its services, scores and objections; of a later text what it says. */
export type SignBrief =
  | { kind: 'agreement'; services: string; selfScore: number; officialScore: number; objections: number }
  | { kind: 'later'; says: string }

const SignedOnPaper = z.object({ signedOnPaper: z.boolean() })

/** One text that waits for the head: a brief, and what its signature needs. */
export type SignQueueRow = {
  caseId: string
  revision: number
  commandId: string
  digest: string
  title: string
  number: string
  href: string
  /** What kind of text it is. */
  text: string
  brief: SignBrief
  signedByInstitutionAt: string
}

async function briefOf(read: Repositories, file: CaseFile): Promise<SignBrief> {
  const events = await read.eventLog.ofCase(file.id)
  if (file.machine !== 'application') return { kind: 'later', says: laterSays(file) }
  const { facts, result } = await evaluationOf(read, file)
  const offer = events.findLast(({ command }) => command === 'offerTerms')
  return {
    kind: 'agreement',
    services: servicesText(offer === undefined ? [] : OfferTermsPayload.parse(offer.payload).services),
    selfScore: selfTotalOf(facts).normalised,
    officialScore: result.normalised,
    objections: events.filter(({ command }) => command === 'fileObjection').length,
  }
}

function laterSays(file: CaseFile): string {
  if (file.machine === 'change')
    return `变更：${changeContext(file)
      .items.map((item) => changeItems[item].title)
      .join('、')}`
  if (file.machine === 'renewal') return `原协议${formatDate(plainDate(renewalContext(file).expiresOn))}期满，续签下一期`
  const { end } = endingContext(file)
  return end === null ? '协商解除' : `协商解除，${formatDate(end.endsOn)}生效`
}

/** As many as one request signs: each text is signed singly. */
export const mostAtOnce = 20

/** The agreements of the head's own agency that 乙方 has signed. */
export async function signQueueOf(portal: Portal, actor: Actor): Promise<SignQueueRow[]> {
  const { read } = portal
  if (actor.agencyId === null) return []
  const ofAgency = { agencyId: actor.agencyId, status: 'active', stagePrefix: 'signing.byAgency' } as const
  const signed = await Promise.all(signingMachines.map((machine) => read.caseFiles.list({ machine, ...ofAgency }, mostAtOnce)))
  // What was signed on paper is confirmed on paper, one by one.
  const waiting = signed.flat().filter((file) => !SignedOnPaper.parse(contextOf(file)).signedOnPaper)
  const rows = await Promise.all(
    waiting.map(async (file): Promise<SignQueueRow | undefined> => {
      const agreement = await agreementFileOf(read, file.id)
      if (agreement === null) return undefined
      const events = await read.eventLog.ofCase(file.id)
      const names = signingNames[file.machine as SigningMachine]
      return {
        caseId: file.id,
        revision: file.revision,
        commandId: portal.newId(),
        digest: agreement.digest,
        title: file.title,
        number: agreement.number,
        href: `/documents/${agreement.documentId}`,
        text: names.text,
        brief: await briefOf(read, file),
        signedByInstitutionAt: events.findLast(({ command }) => command === names.byInstitution)?.occurred_at ?? file.updated_at,
      }
    }),
  )
  return rows.filter((row) => row !== undefined)
}

export type Chosen = { caseId: string; revision: number; commandId: string; digest: string }
export type Signed = { caseId: string; title: string; ok: boolean; sentence: string }

/** Signs each chosen agreement on its own with the agency's seal; one that is refused does not stop the others. */
export async function signChosen(portal: Portal, actor: Actor, chosen: readonly Chosen[]): Promise<Signed[]> {
  const signer = await agencySigner(portal, actor.agencyId ?? '')
  const outcomes: Signed[] = []
  for (const { caseId, revision, commandId, digest } of chosen.slice(0, mostAtOnce)) {
    // Of a case that the head may not know of, not even the name.
    const title = (await openCase(portal, actor, caseId))?.file.title ?? '未找到的事项'
    if (!signer.ok) {
      outcomes.push({ caseId, title, ok: false, sentence: signer.refusal.sentence })
      continue
    }
    const outcome = await signAgreement(portal, {
      actor,
      caseId,
      signer: signer.value,
      commandId,
      baseDigest: digest,
      expectedRevision: revision,
    })
    if (outcome.ok) outcomes.push({ caseId, title, ok: true, sentence: `${dateOf(portal.now())} 已签章` })
    else {
      const view = refusalView(outcome.refusal)
      outcomes.push({ caseId, title, ok: false, sentence: Object.values(view.issues).flat()[0] ?? view.title })
    }
  }
  await portal.settle()
  return outcomes
}
