import { Button } from '#app/components/button'
import { choicesOf, Select } from '#app/components/choice'
import { cx } from '#app/components/cx'
import { TextInput } from '#app/components/field'
import type { FormReply } from '#app/components/form-reply'
import { Stat, StatRow } from '#app/components/stat'
import { FormToken } from '#app/http/form-token'
import type { SavedFilterView } from '#app/services/desk/filters.server'
import type { Worklist } from '#app/services/desk/worklist.server'
import { machineTitles, stageGroups } from '#app/view/labels'
import { dueChoices, isNarrowed, queryOf, type WorklistView, worklistHref, worklistTitles } from '#app/view/worklist'

type Listed = { readonly list: Pick<Worklist, 'filter' | 'views' | 'agencies' | 'officers' | 'agencyId' | 'isOwn'> }

const figures: readonly WorklistView[] = ['todo', 'unclaimed', 'soon', 'overdue']

/** The slices with their counts: what presses as figures, the others as a line of links. */
export const Slices = ({ list: { filter, views } }: Listed) => {
  const hrefOf = (view: WorklistView) => worklistHref({ view, agencyId: filter.agencyId })
  return (
    <>
      <StatRow>
        {views
          .filter(({ view }) => figures.includes(view))
          .map(({ view, count }) => (
            <Stat
              key={view}
              label={worklistTitles[view]}
              value={String(count)}
              unit="件"
              href={hrefOf(view)}
              isLoss={view === 'overdue' && count > 0}
            />
          ))}
      </StatRow>
      <nav aria-label="事项范围" className="mb-4">
        <ul className="-mx-3 flex flex-wrap">
          {views
            .filter(({ view }) => !figures.includes(view))
            .map(({ view, count }) => (
              <li key={view}>
                <a
                  href={hrefOf(view)}
                  aria-current={view === filter.view ? 'true' : undefined}
                  className={cx('flex min-h-target items-center px-3', view === filter.view && 'font-bold text-ink-900 no-underline')}
                >
                  {`${worklistTitles[view]}（${count}）`}
                </a>
              </li>
            ))}
        </ul>
      </nav>
    </>
  )
}

const stageOptions = Object.values(stageGroups).flat()
const kindOptions = choicesOf(machineTitles)

/** One field for names, codes and numbers; the narrower conditions behind it. All of it stands in the address. */
export const WorklistSearch = ({ list }: Listed) => {
  const { filter, officers, agencies, agencyId, isOwn } = list
  return (
    <form method="get" noValidate className="mb-4 border-y border-line-200 pt-4">
      <input type="hidden" name="view" value={filter.view} />
      <div className="flex flex-wrap items-end gap-x-4">
        <TextInput
          name="q"
          type="search"
          label="查找本机构的全部事项"
          hint="机构名称、信用代码、事项编号、文书编号"
          defaultValue={filter.search}
          width="half"
          maxLength={100}
        />
        {agencies.length === 0 ? null : <Select name="agency" label="经办机构" defaultValue={agencyId} width="half" options={agencies} />}
        <div className="mb-6">
          <Button tone="secondary" busyText="正在查询…">
            查询
          </Button>
        </div>
      </div>
      <details open={isNarrowed(filter)} className="mb-3">
        <summary className="min-h-target cursor-pointer py-2 text-brand-600">按阶段、类别、期限、承办人筛选</summary>
        <div className="mt-2 flex flex-wrap items-end gap-x-4">
          <Select name="stage" label="阶段" defaultValue={filter.stage} emptyLabel="不限" width="third" options={stageOptions} />
          <Select name="kind" label="类别" defaultValue={filter.kind} emptyLabel="不限" width="third" options={kindOptions} />
          <Select name="due" label="期限" defaultValue={filter.due} emptyLabel="不限" width="third" options={dueChoices} />
          {isOwn ? (
            <Select
              name="holder"
              label="承办人"
              defaultValue={filter.holder}
              emptyLabel="不限"
              width="third"
              options={[{ value: 'none', label: '无人承办' }, ...officers]}
            />
          ) : null}
          <div className="mb-6">
            <Button tone="secondary" busyText="正在查询…">
              筛选
            </Button>
          </div>
        </div>
      </details>
    </form>
  )
}

type SavedProps = Listed & { readonly saved: readonly SavedFilterView[]; readonly reply: FormReply | undefined }

/** Filters that this person has given a name, and the form that keeps the present one. */
export const SavedFilters = ({ list: { filter }, saved, reply }: SavedProps) => {
  const query = queryOf({ ...filter, page: 1 })
  return (
    <details open={reply !== undefined} className="mb-4">
      <summary className="min-h-target cursor-pointer py-2 text-brand-600">
        {saved.length === 0 ? '保存这个筛选' : `我保存的筛选（${saved.length}）`}
      </summary>
      {saved.length === 0 ? null : (
        <ul className="mb-4 max-w-measure divide-y divide-line-200 border-y border-line-200">
          {saved.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4">
              <a href={one.query === '' ? '/desk' : `/desk?${one.query}`} className="inline-flex min-h-target items-center">
                {one.name}
              </a>
              <form method="post" noValidate>
                <FormToken />
                <input type="hidden" name="id" value={one.id} />
                <button
                  type="submit"
                  name="intent"
                  value="removeFilter"
                  className="inline-flex min-h-target items-center text-brand-600 underline underline-offset-4"
                >
                  删除<span className="sr-only">筛选“{one.name}”</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" noValidate className="flex flex-wrap items-end gap-x-4">
        <FormToken />
        <input type="hidden" name="query" value={query} />
        <TextInput name="name" label="给现在的筛选起个名字" width="half" maxLength={20} reply={reply} />
        <div className="mb-6">
          <Button tone="secondary" name="intent" value="saveFilter">
            保存
          </Button>
        </div>
      </form>
    </details>
  )
}
