import { EmptyState } from '#app/components/empty-state'

type OwnInstitution = { readonly id: string; readonly name: string; readonly uscc: string }

type InstitutionChoiceProps = {
  readonly path: string
  readonly chosen: OwnInstitution | undefined
  readonly all: readonly OwnInstitution[]
}

/** Whose page it is, with the way to the other institutions of somebody who acts for several. */
export const InstitutionChoice = ({ path, chosen, all }: InstitutionChoiceProps) => {
  if (chosen === undefined)
    return (
      <EmptyState title="您现在不代表任何单位">
        <p>
          如果您是新的经办人，请法定代表人在“人员与授权”中添加您；刚拿到一次性密码的，先<a href="/my/password">设置自己的密码</a>。
        </p>
      </EmptyState>
    )
  const others = all.filter(({ id }) => id !== chosen.id)
  return (
    <>
      <p className="mt-2 text-ink-600">
        {chosen.name}，统一社会信用代码 {chosen.uscc}
      </p>
      {others.length === 0 ? null : (
        <nav aria-label="其他单位" className="mt-1">
          <ul className="flex flex-wrap gap-x-4">
            {others.map(({ id, name }) => (
              <li key={id}>
                <a href={`${path}?institution=${encodeURIComponent(id)}`} className="inline-flex min-h-target items-center">
                  换到{name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  )
}
