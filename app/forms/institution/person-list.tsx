import { Button } from '#app/components/button'
import { Card } from '#app/components/card'
import { HiddenFields } from '#app/components/field-parts'
import { SummaryList } from '#app/components/summary-list'
import { Tag } from '#app/components/tag'
import { FormToken } from '#app/http/form-token'
import { formatDate, formatInstant } from '#app/view/format'

type Letter = {
  readonly id: string
  readonly scope: string
  readonly validUntil: string | null
  readonly fileName: string | null
  readonly givenAt: string
}

export type Person = {
  readonly accountId: string
  readonly name: string
  readonly login: string
  readonly capacity: 'legalRepresentative' | 'handler'
  readonly standing: 'acts' | 'reads'
  readonly letter: Letter | null
  readonly otherInstitutions: number
  readonly oneTime: { readonly lastDay: string; readonly mayGive: boolean } | null
}

const capacityTitles = { legalRepresentative: '法定代表人', handler: '经办人' } as const

const LetterAnswer = ({ letter }: { letter: Letter }) => (
  <>
    {letter.fileName === null ? '随申请材料提交，由经办机构核对' : <a href={`/attachments/${letter.id}`}>{letter.fileName}</a>}
    {letter.fileName === null ? null : <span className="block text-sm text-ink-600">{formatInstant(letter.givenAt)} 上传</span>}
  </>
)

/** What a person may do for the institution, and by which paper. */
export const PersonFacts = ({ person }: { person: Person }) => {
  const { login, letter, otherInstitutions } = person
  return (
    <SummaryList
      rows={[
        { question: '登录账号', answer: login },
        ...(letter === null
          ? []
          : [
              { question: '授权委托书', answer: <LetterAnswer letter={letter} /> },
              { question: '授权范围', answer: letter.scope },
              { question: '授权有效期至', answer: letter.validUntil === null ? '未另定期限' : formatDate(letter.validUntil) },
            ]),
        ...(otherInstitutions === 0 ? [] : [{ question: '同时经办', answer: `另有 ${otherInstitutions} 家单位，各有授权委托书` }]),
      ]}
    />
  )
}

export const StandingTag = ({ standing }: Pick<Person, 'standing'>) => (
  <Tag tone={standing === 'acts' ? 'done' : 'fix'}>{standing === 'acts' ? '可以办理' : '授权已到期，只能查看'}</Tag>
)

type UnusedPasswordProps = { readonly person: Person; readonly lastDay: string; readonly mayGive: boolean }

/** Somebody who has not signed in yet with the password that was given. */
const UnusedPassword = ({ person, lastDay, mayGive }: UnusedPasswordProps) => (
  <div className="mt-3">
    <p>{`还没有登录过。一次性密码有效期到${formatDate(lastDay)}24:00。`}</p>
    {mayGive ? (
      <form method="post" noValidate className="mt-2">
        <FormToken />
        <HiddenFields values={{ accountId: person.accountId }} />
        <Button tone="secondary" busyText="正在生成…">
          重新发放一次性密码
        </Button>
      </form>
    ) : null}
  </div>
)

type PersonListProps = { readonly people: readonly Person[]; readonly hrefOf: (accountId: string) => string | undefined }

/** Everybody who acts for an institution. */
export const PersonList = ({ people, hrefOf }: PersonListProps) => (
  <>
    {people.map((person) => {
      const href = hrefOf(person.accountId)
      return (
        <Card
          key={person.accountId}
          title={`${person.name}（${capacityTitles[person.capacity]}）`}
          href={href}
          aside={<StandingTag standing={person.standing} />}
        >
          <PersonFacts person={person} />
          {person.oneTime === null ? null : (
            <UnusedPassword person={person} lastDay={person.oneTime.lastDay} mayGive={person.oneTime.mayGive} />
          )}
          {href === undefined ? null : (
            <a href={href} className="inline-flex min-h-target items-center">
              换发委托书、结束授权或者交接<span className="sr-only">：{person.name}</span>
            </a>
          )}
        </Card>
      )
    })}
  </>
)

type Ended = {
  readonly id: string
  readonly holder: string
  readonly endedAt: string
  readonly ender: string
  readonly reason: string
  readonly successor: string | null
}

/** Authorities that have ended, kept for the record. */
export const EndedLetters = ({ ended }: { ended: readonly Ended[] }) =>
  ended.length === 0 ? null : (
    <section aria-labelledby="ended" className="mt-8">
      <h2 id="ended" className="mb-3">
        以前的授权
      </h2>
      <ul className="divide-y divide-line-200 border-y border-line-200">
        {ended.map(({ id, holder, endedAt, ender, reason, successor }) => (
          <li key={id} className="py-2">
            <p>
              <span className="font-bold">{holder}</span>：{reason}
              {successor === null ? '' : `；由${successor}接手`}
            </p>
            <p className="text-sm text-ink-600">
              {formatInstant(endedAt)}，{ender}办理
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
