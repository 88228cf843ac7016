import type { Repositories } from '#db/unit-of-work'
import { authorityScopeTitles, findAuthorityGap } from '#workflows/access/authority'
import { formatDate, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { isStoreWithoutLegalPerson } from '#workflows/domain/drug-licence'
import { membershipOf } from './authority.server'

type Asked = {
  readonly caseId: string
  readonly institutionId: string
  readonly drugLicenceNumber: string | undefined
  readonly today: PlainDate
}

type AuthorityNote = { readonly place: string; readonly message: string; readonly href?: string }

/**
 * What the officer compares about whoever sent the application: by which letter of authority, still valid or not, and for
 * how many institutions the same person acts. That is allowed for each with a letter of its own.
 */
export async function authorityNotes(read: Repositories, asked: Asked): Promise<AuthorityNote[]> {
  const { institutionId, caseId, drugLicenceNumber, today } = asked
  const [opening] = await read.eventLog.ofCase(caseId, 'submitApplication')
  if (opening === undefined) return []
  const place = { institutionId, accountId: opening.actor_id }
  const member = await read.members.find(place)
  const notes: AuthorityNote[] = []
  const add = (message: string, href?: string) => notes.push({ place: '经办人', message, ...(href === undefined ? {} : { href }) })
  const sender = opening.actor_name
  if (member === undefined) add(`提交申请的${sender}已经不再代表本单位，请向单位核实现在由谁经办`)
  else {
    const [letter] = member.letters
    if (letter !== undefined && letter.digest !== null && letter.valid_until !== null)
      add(
        `${sender}的授权委托书有效至${formatDate(plainDate(letter.valid_until))}，范围：${authorityScopeTitles[letter.scope]}；请核对签字和公章`,
        `/attachments/${letter.id}`,
      )
    if (findAuthorityGap(membershipOf(member), '', today) !== undefined) add(`${sender}的授权委托书已经到期，换发以前不能补正、签约`)
    const others = await read.members.othersOf(place)
    if (others.length > 0)
      add(
        `${sender}同时为另外${others.length}家单位经办（${others.map(({ name }) => name).join('、')}）：可以，但每家须有自己的授权委托书，请核对`,
      )
  }
  if (isStoreWithoutLegalPerson(drugLicenceNumber ?? '')) add('许可证为没有法人资格的门店：由连锁总部作为签约主体，须核对总部证照和委托书')
  return notes
}
