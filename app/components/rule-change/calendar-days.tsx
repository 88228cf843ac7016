import { type Column, DataTable } from '#app/components/table'

type Festival = { readonly name: string; readonly off: string; readonly days: number; readonly work: string }
export type CalendarDaysProps = {
  readonly year: number
  readonly sources: readonly string[]
  readonly festivals: readonly Festival[]
}

const columns: readonly Column<Festival>[] = [
  { key: 'name', header: '节日', rowHeader: true, cell: ({ name }) => name },
  { key: 'off', header: '放假', cell: ({ off }) => off },
  { key: 'days', header: '天数', numeric: true, cell: ({ days }) => (days === 0 ? '' : `${days} 天`) },
  { key: 'work', header: '调休上班', cell: ({ work }) => work },
]

const Source = ({ text }: { text: string }) =>
  /^https?:\/\//.test(text) ? (
    <a href={text} rel="noreferrer" className="break-all">
      {text}
    </a>
  ) : (
    <span className="break-all">{text}</span>
  )

/** The holidays of one year, the days worked for them, and where they were published. */
export const CalendarDays = ({ year, sources, festivals }: CalendarDaysProps) => (
  <>
    <DataTable caption={`${year}年放假和调休上班`} captionHidden columns={columns} rows={festivals} rowKey={({ name }) => name} />
    <p className="mb-4 text-sm text-ink-600">
      来源：
      {sources.map((text) => (
        <span key={text} className="mr-3">
          <Source text={text} />
        </span>
      ))}
    </p>
  </>
)
