import { controlClass, describedBy } from '#app/components/field'
import { FieldErrors } from '#app/components/field-parts'
import { errorsOf, type FormReply, fieldId, typedValue } from '#app/components/form-reply'
import { VetoChoice } from '#app/components/score-veto'
import { Tag } from '#app/components/tag'
import { formatTenths } from '#app/view/format'

export type ScoreSheetItem = {
  readonly id: string
  readonly title: string
  readonly criterion: string
  /** The rule of scoring in words: bands, deductions, additions. */
  readonly scoring?: readonly string[] | undefined
  readonly evidence?: readonly string[] | undefined
  readonly methods?: readonly string[] | undefined
  readonly basis?: string | undefined
  /** Tenths of a point; 0 for an item that is only passed or failed. */
  readonly max: number
  readonly isVeto: boolean
  /** The applicant's own score; leave out while it must stay hidden. */
  readonly self?:
    | { readonly score?: number | undefined; readonly veto?: 'pass' | 'fail' | undefined; readonly reason?: string | undefined }
    | undefined
  /** Stored values of this sheet's author, shown when the reply has none. Score as text, for example '3.5'. */
  readonly saved?:
    | { readonly score?: string | undefined; readonly veto?: string | undefined; readonly reason?: string | undefined }
    | undefined
  /** The item is out of the denominator, with the reason. */
  readonly notApplicable?: string | undefined
}

export type ScoreSheetCategory = { readonly id: string; readonly title: string; readonly items: readonly ScoreSheetItem[] }

export type ScoreSheetProps = {
  readonly categories: readonly ScoreSheetCategory[]
  readonly reply?: FormReply | undefined
  /** Hundredths of a point; the running total is compared with it. */
  readonly passMark: number
}

const Criterion = ({ item }: { item: ScoreSheetItem }) => (
  <details className="mt-1">
    <summary className="inline-flex min-h-target items-center text-brand-600 underline underline-offset-4">
      评分标准<span className="sr-only">：{item.title}</span>
    </summary>
    <div className="mb-2 space-y-1 border-l-4 border-brand-200 pl-4">
      <p>{item.criterion}</p>
      {item.scoring === undefined || item.scoring.length === 0 ? null : (
        <ul className="list-disc pl-5">
          {item.scoring.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {item.methods === undefined ? null : <p className="text-sm text-ink-600">评估方式：{item.methods.join('、')}</p>}
      {item.evidence === undefined ? null : <p className="text-sm text-ink-600">查看材料：{item.evidence.join('、')}</p>}
      {item.basis === undefined ? null : <p className="text-sm text-ink-600">依据：{item.basis}</p>}
    </div>
  </details>
)

const SelfLine = ({ self }: Pick<ScoreSheetItem, 'self'>) => {
  if (self === undefined) return null
  const parts = [
    self.score === undefined ? '' : `${formatTenths(self.score)} 分`,
    self.veto === undefined ? '' : self.veto === 'pass' ? '通过' : '不通过',
  ].filter((part) => part !== '')
  return (
    <p className="mt-1 text-sm text-ink-600">
      申请人自评：{parts.join('，')}
      {self.reason === undefined || self.reason === '' ? null : `（${self.reason}）`}
    </p>
  )
}

const ScoreInput = ({ item, reply }: { item: ScoreSheetItem; reply: FormReply | undefined }) => {
  const name = `score.${item.id}`
  const id = fieldId(name)
  const errors = errorsOf(reply, name)
  return (
    <div>
      <label htmlFor={id} className="block text-sm font-bold">
        得分<span className="font-normal">（满分 {formatTenths(item.max)}）</span>
      </label>
      <FieldErrors id={id} errors={errors} />
      <div className="mt-1 flex flex-wrap items-center gap-2" data-score-buttons="">
        <input
          id={id}
          name={name}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={typedValue(reply, name, item.saved?.score)}
          data-score-input={item.max}
          aria-invalid={errors.length > 0 ? true : undefined}
          aria-describedby={describedBy(id, false, errors.length > 0)}
          className={`${controlClass(errors.length > 0)} w-24 text-right`}
        />
        <span>分</span>
      </div>
    </div>
  )
}

const ReasonInput = ({ item, reply }: { item: ScoreSheetItem; reply: FormReply | undefined }) => {
  const name = `reason.${item.id}`
  const id = fieldId(name)
  const errors = errorsOf(reply, name)
  return (
    <div className="mt-3">
      <label htmlFor={id} className="block text-sm font-bold">
        说明<span className="font-normal">（扣分、不通过的须写明）</span>
      </label>
      <FieldErrors id={id} errors={errors} />
      <textarea
        id={id}
        name={name}
        rows={typedValue(reply, name, item.saved?.reason) === '' ? 1 : 2}
        defaultValue={typedValue(reply, name, item.saved?.reason)}
        aria-invalid={errors.length > 0 ? true : undefined}
        aria-describedby={describedBy(id, false, errors.length > 0)}
        className={`${controlClass(errors.length > 0)} mt-1 w-full`}
      />
    </div>
  )
}

const ItemRow = ({ item, reply }: { item: ScoreSheetItem; reply: FormReply | undefined }) => (
  <fieldset className="border-b border-line-200 py-4" data-score-item={item.id}>
    <legend className="sr-only">
      {item.id} {item.title}
    </legend>
    <div className="gap-8 md:flex">
      <div className="min-w-0 md:w-1/2">
        <p className="flex flex-wrap items-center gap-x-2 font-bold">
          <span aria-hidden="true">
            <span className="mr-2 text-sm font-normal text-ink-600">{item.id}</span>
            {item.title}
          </span>
          {item.isVeto ? <Tag tone="loss">否决项</Tag> : null}
        </p>
        <SelfLine self={item.self} />
        <Criterion item={item} />
      </div>
      <div className="min-w-0 md:w-1/2">
        {item.isVeto ? <VetoChoice itemId={item.id} saved={item.saved?.veto} reply={reply} /> : null}
        {item.max > 0 ? <ScoreInput item={item} reply={reply} /> : null}
        <ReasonInput item={item} reply={reply} />
      </div>
    </div>
  </fieldset>
)

const NotApplicableRow = ({ item }: { item: ScoreSheetItem }) => (
  <p className="border-b border-line-200 py-3 text-ink-600">
    <span className="mr-2 text-sm">{item.id}</span>
    {item.title}：不适用，不计入满分（{item.notApplicable}）
  </p>
)

/**
 * The scoring table as a form. Posts `score.<id>` (decimal text), `veto.<id>` (pass | fail) and `reason.<id>`.
 * With the script score-total the bar of ScoreTotalBar counts along; without it the server counts.
 */
export const ScoreSheet = ({ categories, reply, passMark }: ScoreSheetProps) => (
  <div data-score-sheet="" data-pass-mark={passMark}>
    {categories.map((category) => {
      const max = category.items.reduce((sum, item) => sum + (item.notApplicable === undefined ? item.max : 0), 0)
      return (
        <section key={category.id} aria-labelledby={`category-${category.id}`} className="mb-10">
          <h2 id={`category-${category.id}`} className="border-b-2 border-ink-700 pb-2 text-xl">
            {category.id}　{category.title}
            {max === 0 ? null : <span className="ml-3 text-base font-normal text-ink-600">满分 {formatTenths(max)}</span>}
          </h2>
          {category.items.map((item) =>
            item.notApplicable === undefined ? (
              <ItemRow key={item.id} item={item} reply={reply} />
            ) : (
              <NotApplicableRow key={item.id} item={item} />
            ),
          )}
        </section>
      )
    })}
  </div>
)
