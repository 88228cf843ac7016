import { Tag } from '#app/components/tag'

export type MaterialLine = {
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly requirement: 'required' | 'ifApplicable'
  readonly basis: string
  readonly belongsTo: 'entity' | 'site' | 'application'
}

const holders = { entity: '交一次，各执业地点共用', site: '每个执业地点各交一份', application: '每次申请重新提交' } as const

/** Entries of the closed list: what, why, and whether everybody must. */
export const MaterialLines = ({ label, materials }: { label: string; materials: readonly MaterialLine[] }) => (
  <ul aria-label={label} className="divide-y divide-line-200 border-y border-line-200">
    {materials.map((item) => (
      <li key={item.id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-bold">{item.title}</p>
          <p className="text-sm text-ink-600">
            {item.hint}
            {holders[item.belongsTo]}（依据：{item.basis}）。
          </p>
        </div>
        <Tag tone={item.requirement === 'required' ? 'active' : 'neutral'}>{item.requirement === 'required' ? '必交' : '如有请交'}</Tag>
      </li>
    ))}
  </ul>
)
