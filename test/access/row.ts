import { type Viewer, viewers } from './viewers'
import type { Moment } from './world'

/** What a viewer gets for asking. */
export const answers = {
  /** The page: 200, or 409 when it says that its step's turn has passed or has not come. */
  seen: [200, 409],
  /** A redirect to sign in, or 401 for a script. */
  signIn: [302, 303, 401],
  /** A redirect to another page. */
  elsewhere: [302, 303],
  /** The viewer may know that it exists, but not this. */
  forbidden: [403],
  /** Told like an address that never was. */
  unknown: [404],
  /** Not now, to whoever asks: says neither that there is a case nor that there is none. */
  notNow: [409],
} as const satisfies Record<string, readonly number[]>
export type Answer = keyof typeof answers

/** Each viewer stands under exactly one answer; `'rest'` stands for all who are named nowhere else. */
export type Answers = Partial<Record<Answer | 'heard', readonly Viewer[] | 'rest'>>

/** What a page must not show to whom, although it opens: by the names of the world's secrets. */
export type Secret = 'case' | 'contents' | 'objector' | 'result' | 'notForInstitution'
export type Hidden = Partial<Record<Secret, readonly Viewer[]>>

export type Get = { answers: Answers; hides?: Hidden }

export type Post = {
  /** Names the task when a page has several forms. */
  task?: string
  /** The whole form as somebody who may send it would: the refused send exactly this. `{…}` stand for ids of the world. */
  form: Readonly<Record<string, string>>
  /** What those who are heard send instead, so that nothing changes. Their revision is always one that has passed. */
  harmless?: Readonly<Record<string, string>>
  isMultipart?: boolean
  /** `heard`: got past every guard, to the contents of the form. */
  answers: Answers
  /** Of those who are heard: what their answer must not show. */
  hides?: Hidden
  /** Statuses of those who are heard; 409 (a revision that has passed) unless given. */
  heard?: readonly number[]
  /** Sessions end with this form. */
  endsSession?: boolean
}

export type Row = {
  /** As in app/routes.ts; the first page of the portal is `/`. */
  route: string
  /** When the address is asked for; the evaluation of the case unless given. */
  at?: Moment
  /** Names in braces stand for ids of the world; the route itself unless given. */
  path?: string
  /** Absent when the route has no page. */
  get?: Get
  /** Absent when the route takes no form. */
  post?: readonly Post[]
}

/** Every viewer with the answer that a row names. @throws Error when a viewer has none or two */
export function spread(row: string, table: Answers): Record<Viewer, Answer | 'heard'> {
  const entries = Object.entries(table) as [Answer | 'heard', readonly Viewer[] | 'rest'][]
  const named = entries.flatMap(([answer, who]) => (who === 'rest' ? [] : who.map((viewer) => [viewer, answer] as const)))
  const twice = named.filter(([viewer], index) => named.findIndex(([other]) => other === viewer) !== index)
  if (twice.length > 0) throw new Error(`${row}: ${twice.map(([viewer]) => viewer).join(', ')} named twice`)
  const rest = entries.filter(([, who]) => who === 'rest').map(([answer]) => answer)
  if (rest.length > 1) throw new Error(`${row}: two answers for the rest`)
  const known = new Map(named)
  return Object.fromEntries(
    viewers.map((viewer) => {
      const answer = known.get(viewer) ?? rest[0]
      if (answer === undefined) throw new Error(`${row}: no answer for ${viewer}`)
      return [viewer, answer]
    }),
  ) as Record<Viewer, Answer | 'heard'>
}
