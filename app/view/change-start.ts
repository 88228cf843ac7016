import { formatDate, isPlainDate, type PlainDate } from '#workflows/calendar/plain-date'
import { type ChangedLicence, ChangeItem, changedLicenceTitles, changeItems } from '#workflows/domain/change-items'
import type { InstitutionType } from '#workflows/domain/institution-kinds'

/** The first step of a report: which items changed, and on which day each licence did. It stands in the address and in the form. */
export type ChangeStart = { items: ChangeItem[]; licences: { licence: ChangedLicence; changedOn: PlainDate }[] }

/** What was answered, and what is wrong with it, by field. */
export type StartReply = { values: Record<string, string | string[]>; errors: Record<string, string[]> }

export const ITEMS_FIELD = 'what'
/** Present once the first step was answered. */
export const NEXT_FIELD = 'next'
export const dateField = (licence: ChangedLicence): string => `changedOn.${licence}`

export const licencesOf = {
  medical: ['practiceLicence', 'businessLicence', 'otherRegistration'],
  pharmacy: ['drugLicence', 'businessLicence', 'otherRegistration'],
} as const satisfies Record<InstitutionType, readonly ChangedLicence[]>

const notOf: Record<InstitutionType, readonly ChangeItem[]> = {
  medical: ['businessScope'],
  pharmacy: ['services', 'beds', 'level'],
}

const consequenceOf = (item: ChangeItem): string => {
  const { isStatutory, evaluation, needsTwo } = changeItems[item]
  if (!isStatutory) return needsTwo ? '核对登记，不签补充协议；由两人核对' : '核对登记，不签补充协议'
  if (evaluation === 'always') return '现场核查达到标准后，签补充协议'
  return evaluation === 'ifAdded' ? '签补充协议；增加的内容先现场核查' : '签补充协议'
}

/** What an institution of this type may report, each with what follows from it. */
export const itemChoices = (type: InstitutionType) =>
  ChangeItem.options
    .filter((item) => !notOf[type].includes(item))
    .map((item) => ({ value: item, label: changeItems[item].title, hint: consequenceOf(item) }))

export const licenceFields = (type: InstitutionType) =>
  licencesOf[type].map((licence) => ({ name: dateField(licence), label: `${changedLicenceTitles[licence]}的变更日期` }))

const isStatutory = ({ items }: Pick<ChangeStart, 'items'>): boolean => items.some((item) => changeItems[item].isStatutory)

/** Reads the first step; `start` is missing while it is not answered, or not rightly. */
export function readStart(
  answers: Pick<FormData, 'get' | 'getAll' | 'has'>,
  type: InstitutionType,
  on: PlainDate,
): { start?: ChangeStart; reply: StartReply } {
  const text = (name: string): string => {
    const value = answers.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const asked = answers.getAll(ITEMS_FIELD)
  const items = itemChoices(type).flatMap(({ value }) => (asked.includes(value) ? [value] : []))
  const values: Record<string, string | string[]> = { [ITEMS_FIELD]: items }
  const errors: Record<string, string[]> = {}
  const licences: ChangeStart['licences'] = []
  for (const licence of licencesOf[type]) {
    const name = dateField(licence)
    const changedOn = text(name)
    values[name] = changedOn
    if (changedOn === '') continue
    if (!isPlainDate(changedOn)) errors[name] = ['请填写证照上的变更日期']
    else if (changedOn > on) errors[name] = [`变更日期不能晚于今天（${formatDate(on)}）；证照变更以后再提出申请`]
    else licences.push({ licence, changedOn })
  }
  if (!answers.has(NEXT_FIELD)) return { reply: { values, errors: {} } }
  if (items.length === 0) errors[ITEMS_FIELD] = ['请至少选择一项变更']
  const [first] = licencesOf[type]
  if (isStatutory({ items }) && licences.length === 0 && Object.keys(errors).length === 0)
    errors[dateField(first)] = ['所选事项须先变更证照：请填写至少一个证照上的变更日期']
  if (Object.keys(errors).length > 0) return { reply: { values, errors } }
  return { start: { items, licences: isStatutory({ items }) ? licences : [] }, reply: { values, errors } }
}

/** The first step as an address. */
export function startQuery({ items, licences }: ChangeStart): string {
  const query = new URLSearchParams(items.map((item) => [ITEMS_FIELD, item]))
  for (const { licence, changedOn } of licences) query.set(dateField(licence), changedOn)
  return query.toString()
}
