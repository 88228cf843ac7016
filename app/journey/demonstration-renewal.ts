import { plainDate } from '#workflows/calendar/plain-date'
import type { Happening } from './demonstration-days'
import type { Chapter } from './demonstration-stories'
import { askForRenewal, reviewRenewal, signAs } from './later-life'

const on = plainDate
const agreementOf = ({ party }: Chapter): string => `agreement-${party.caseId}`

async function renewalOf(chapter: Chapter): Promise<string> {
  const { stage, party } = chapter
  const [renewal] = await stage.portal.read.caseFiles.list({ machine: 'renewal', parentId: agreementOf(chapter) }, 1)
  if (renewal === undefined) throw new Error(`${party.facts.key} asked for no renewal`)
  return renewal.id
}

/** 第十三条: the institution asks for another term. */
export const asksForRenewal = (chapter: Chapter, day: string): Happening[] => [
  {
    at: chapter.party.moment(on(day)),
    run: async () => void (await askForRenewal(chapter.stage.portal, await chapter.party.cast(), agreementOf(chapter))),
  },
]

/** Reviewed, and the text of the next term put to the institution. */
export const renewalOffered = (chapter: Chapter, day: string): Happening[] => [
  {
    at: chapter.party.moment(on(day), 1),
    run: async () => reviewRenewal(chapter.stage.portal, await chapter.party.cast(), agreementOf(chapter), await renewalOf(chapter)),
  },
]

export const renewalSigned = (chapter: Chapter, day: string, who: 'applicant' | 'head'): Happening => ({
  at: chapter.party.moment(on(day), 2),
  run: async () => signAs(chapter.stage.portal, await chapter.party.cast(), await renewalOf(chapter), who),
})
