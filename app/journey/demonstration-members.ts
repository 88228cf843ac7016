import type { UploadedBytes } from '#app/http/upload.server'
import { submissionOf } from '#app/services/facts.server'
import { addPapers } from '#app/services/library/papers.server'
import { addMember, endAuthority, renewLetter } from '#app/services/people/change-members.server'
import type { Portal } from '#app/services/portal.server'
import { actorOf, hashPassword } from '#app/services/sessions.server'
import { sha256 } from '#db/canonical-json'
import type { Actor } from '#workflows/access/authorise'
import { addDays, addYears, dateOf } from '#workflows/calendar/plain-date'
import { demonstrationPassword } from './cast'
import { placeholderMaterial } from './placeholder-material'
import { unlessRefused } from './steps'

async function scanOf(title: string): Promise<UploadedBytes> {
  const bytes = await placeholderMaterial(title)
  return { field: 'letter', name: `${title}.pdf`, mediaType: 'application/pdf', bytes, digest: sha256(bytes) }
}

async function actorFor({ read }: Portal, login: string): Promise<Actor> {
  const account = await read.people.findByLogin(login)
  if (account === undefined) throw new Error(`no account ${login}`)
  return actorOf(account)
}

const managed = { login: 'yifeng', caseId: 'demo-yifeng', representative: 'yifeng-faren', former: 'yifeng-former' }
const keeping = 'anhe'

/**
 * One institution has its legal representative, a clerk with a letter of authority, and one who has left; another keeps
 * papers that its draft may use again.
 */
export async function membersHappen(portal: Portal): Promise<void> {
  const clerk = await actorFor(portal, managed.login)
  const [institutionId = ''] = clerk.institutionIds
  const today = dateOf(portal.now())
  const letter = { scope: 'all', validUntil: addYears(today, 1) }
  const scan = await scanOf('授权委托书')
  const submission = await submissionOf(portal.read, managed.caseId)
  const join = async (by: Actor, login: string, ownName: string): Promise<Actor> => {
    const { accountId } = unlessRefused(
      '添加人员',
      await addMember(portal, { actor: by, institutionId }, { how: 'new', login, ownName, ...letter }, scan),
    )
    const passwordHash = await hashPassword(demonstrationPassword)
    await portal.unit.inTransaction((tx) => tx.people.setPassword(accountId, passwordHash))
    return actorFor(portal, login)
  }
  const representative = await join(clerk, managed.representative, submission?.form.entity.legalRepresentativeName ?? '法定代表人')
  unlessRefused('授权委托书', await renewLetter(portal, { actor: representative, institutionId, accountId: clerk.id }, letter, scan))
  const former = await join(representative, managed.former, '周晓岚')
  const ending = { reason: '岗位调整', successorId: clerk.id }
  unlessRefused('终止授权', await endAuthority(portal, { actor: representative, institutionId, accountId: former.id }, ending))
  await portal.unit.inTransaction((tx) => tx.people.setStatus(former.id, 'disabled'))

  const keeper = await actorFor(portal, keeping)
  const kept = { institutionId: keeper.institutionIds[0] ?? '', replaces: false }
  const businessLicence = { ...kept, materialId: 'registration', validUntil: null, files: [await scanOf('营业执照')] }
  await addPapers(portal, keeper, businessLicence)
  const rules = { ...kept, materialId: 'internalRules', validUntil: addDays(today, -30), files: [await scanOf('医保管理制度')] }
  await addPapers(portal, keeper, rules)
}
