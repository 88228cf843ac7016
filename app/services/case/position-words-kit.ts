/** What the words of a stage may name. */
export type Names = { agency: string; institution: string; round: string }

/** Whose turn, what follows when nothing is done, and what to say when no period runs. */
export type Words = { actor: (names: Names) => string; noDue: string; consequence?: string; isLoss?: boolean }
export type WordsOfStages = Readonly<Record<string, Words>>

export const nobody = () => '没有人需要办理'
export const agency = ({ agency: name }: Names) => `${name}经办人员`
export const head = ({ agency: name }: Names) => `${name}负责人`
export const over = '事项已经结束，没有期限。'
