import type { Repositories } from '#db/unit-of-work'
import { bundledText, kindTitles, type MessageKind, type MessageTemplate, type MessageText } from '#templates/messages/message-texts'
import { publicOriginSetting } from '../issue-document.server'

/** The texts in force: what the city agency published last, else what comes with the program. */
export async function textsInForce(tx: Pick<Repositories, 'messageVersions'>): Promise<(template: MessageTemplate) => MessageText> {
  const own = new Map((await tx.messageVersions.inForce()).map(({ template, subject, body }) => [template, { subject, body }]))
  return (template) => own.get(template) ?? bundledText(template)
}

/** The first sentence of a text, and what follows. */
export function inSentences(text: string): { text: string; rest: string } {
  const end = text.indexOf('。') + 1
  return end === 0 ? { text, rest: '' } : { text: text.slice(0, end), rest: text.slice(end) }
}

// A line end in a header would begin a header of the writer's own.
const inOneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

export type AboutCase = { kind: MessageKind; caseId: string; title: string; agencyId: string; text: string }

/** The values of everything that a text may hold a place for, except who gets it. */
export async function messageValues(
  tx: Pick<Repositories, 'institutions' | 'policy'>,
  { kind, caseId, title, agencyId, text }: AboutCase,
): Promise<Record<string, string>> {
  const agency = await tx.institutions.getAgency(agencyId)
  const origin = (await tx.policy.findSetting(publicOriginSetting)) ?? 'http://localhost:3000'
  return {
    内容: text.trim(),
    要点: inOneLine(inSentences(text.trim()).text),
    事项: inOneLine(title),
    类别: kindTitles[kind],
    机构: agency.name,
    电话: agency.phone,
    网址: `${origin}/cases/${caseId}`,
  }
}
