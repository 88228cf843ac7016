import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'

/** The list as it was in force from a day on. Entries are only ever added here; what was in force can be looked up. */
export type MaterialsList = { readonly id: string; readonly effectiveFrom: PlainDate; readonly change: string }

export const materialsLists = [
  { id: '2016-1', effectiveFrom: plainDate('2016-05-11'), change: '首次公布。' },
  {
    id: '2019-1',
    effectiveFrom: plainDate('2019-12-01'),
    change: '不再收取药品经营质量管理规范（GSP）认证证书：认证自当日起取消。其他各项不变。',
  },
] as const satisfies readonly MaterialsList[]

export type MaterialsListId = (typeof materialsLists)[number]['id']

/** The newest list. */
export const currentMaterialsList = materialsLists[1]

/** The list in force on a day; the first one for days before it. */
export function materialsListOn(day: PlainDate): (typeof materialsLists)[number] {
  return materialsLists.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? materialsLists[0]
}

/** The list of an id; undefined when there was none. */
export function findMaterialsList(id: string): (typeof materialsLists)[number] | undefined {
  return materialsLists.find((list) => list.id === id)
}

/** Whether one list came into force after another. */
export function isListAfter(list: MaterialsListId, other: MaterialsListId): boolean {
  const place = (id: MaterialsListId) => materialsLists.findIndex((one) => one.id === id)
  return place(list) > place(other)
}
