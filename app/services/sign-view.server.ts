import { stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { authorise } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { commands } from '#workflows/commands/index'
import { isSigningMachine, signingNames } from '#workflows/commands/signing-names'
import { ok, type Result } from '#workflows/result'
import { agreementFileOf } from './agreement-file.server'
import { termRows } from './case/command-facts.server'
import { positionOf } from './case/position.server'
import { commandsOfCase, openCase, timelineOfCase } from './case-view.server'
import { consolidatedAgreement } from './consolidated-agreement.server'
import { applicationFacts, submissionOf } from './facts.server'
import type { Portal } from './portal.server'
import { representativeOf } from './representative'
import type { Rules } from './rules.server'
import { expectedSigners } from './signature-check.server'
import { readPkcs12Signer } from './signing/pkcs12-read.server'
import type { Signer } from './signing/provider.server'
import { agencyFileSigner, demoKeyFile, demoSigner } from './trust.server'

/** The signing page of one text for one party; undefined when the actor is no party or may not know of it. */
export async function signViewOf(portal: Portal, actor: Actor, caseId: string) {
  const opened = await openCase(portal, actor, caseId)
  if (opened === undefined || !isSigningMachine(opened.file.machine)) return undefined
  const { file, relation, rules } = opened
  const { text, byInstitution, byAgency } = signingNames[opened.file.machine]
  const partyCommands = { institution: byInstitution, agency: byAgency }
  const party = (['institution', 'agency'] as const).find(
    (one) => authorise(actor, commands[partyCommands[one]].grants, relation) === undefined,
  )
  if (party === undefined) return undefined
  const now = portal.now()
  const agreement = await agreementFileOf(portal.read, caseId)
  const signers = await expectedSigners(portal.read, file)
  return {
    caseId,
    party,
    text,
    title: file.title,
    stage: stageTitle(file.machine, file.stage),
    revision: file.revision,
    commandId: portal.newId(),
    isOpen: commandsOfCase(actor, opened).includes(partyCommands[party]),
    position: await positionOf(portal.read, { file, relation, actor, now, rules }),
    representative: await representativeNow(portal, opened.file),
    holder: signers[party === 'institution' ? 0 : 1]?.signerName ?? '',
    agreement: agreement && { ...agreement, href: `/documents/${agreement.documentId}` },
    terms: await termsOf(portal, actor, opened),
    isDemo: portal.mode === 'demo',
    timeline: await timelineOfCase(portal, opened),
  }
}

/** The one who signs for the institution: as the application has it, or as a change since then does. */
async function representativeNow({ read }: Portal, file: CaseFile): Promise<string> {
  if (file.machine !== 'application') return (await consolidatedOf(read, file))?.representative ?? ''
  const { form } = (await submissionOf(read, file.id)) ?? {}
  return representativeOf(await read.eventLog.ofCase(file.id)) ?? form?.entity.legalRepresentativeName ?? ''
}

/** What the text settles, in rows; a later text shows it itself. */
async function termsOf({ read, now }: Portal, actor: Actor, { file, rules }: { file: CaseFile; rules: Rules }) {
  if (file.machine !== 'application') return []
  return termRows(await applicationFacts(read, { on: dateOf(now()), rules, actor, file }), rules)
}

async function consolidatedOf(read: Repositories, { parent_id }: CaseFile) {
  const agreement = parent_id === null ? undefined : await read.caseFiles.find(parent_id)
  return agreement?.machine === 'agreement' ? consolidatedAgreement(read, agreement) : undefined
}

export type KeyFault = { field: string; sentence: string }

/** 乙方's signer: its own key file with its password, for this request only (DECISIONS 24). */
export async function signerOfKeyFile(file: Uint8Array | undefined, password: string): Promise<Result<Signer, KeyFault>> {
  if (file === undefined) return { ok: false, refusal: { field: 'certificate', sentence: '请选择本单位的证书文件（.p12 或 .pfx）' } }
  if (password === '') return { ok: false, refusal: { field: 'password', sentence: '请输入证书密码' } }
  const signer = await readPkcs12Signer(file, password)
  if (signer.ok) return ok(signer.value)
  const { code, sentence } = signer.refusal
  return { ok: false, refusal: { field: code === 'wrongPassword' ? 'password' : 'certificate', sentence } }
}

/** A demonstration key in the party's own name; production has none. */
export async function demoSignerOf(portal: Portal, holder: string): Promise<Result<Signer, KeyFault>> {
  if (portal.mode !== 'demo')
    return { ok: false, refusal: { field: 'certificate', sentence: '演示证书只在演示环境可用，请使用本单位的证书' } }
  return ok(await demoSigner(portal.unit, holder))
}

/** 甲方's seal: in demonstration the demonstration key, in production the file that the operator placed. */
export async function agencySigner(portal: Portal, agencyId: string): Promise<Result<Signer, KeyFault>> {
  const { name } = await portal.read.institutions.getAgency(agencyId)
  if (portal.mode === 'demo') return demoSignerOf(portal, name)
  const signer = agencyFileSigner(portal.agencyKey(agencyId))
  return signer.ok ? ok(signer.value) : { ok: false, refusal: { field: 'certificate', sentence: signer.refusal.sentence } }
}

/** The demonstration certificate of an institution as a file with a password of the reader's choice; undefined in production. */
export async function demoCertificate(portal: Portal, actor: Actor, caseId: string, password: string): Promise<Uint8Array | undefined> {
  if (portal.mode !== 'demo') return undefined
  const view = await signViewOf(portal, actor, caseId)
  return view?.party === 'institution' ? demoKeyFile(portal.unit, view.holder, password) : undefined
}
