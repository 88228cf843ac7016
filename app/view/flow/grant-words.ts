import { roleTitles } from '#app/view/labels'
import type { Grant, Relation } from '#workflows/access/authorise'

const relationWords = {
  ownInstitution: '',
  handlingAgency: '',
  panelMember: '',
  outsidePanel: '未参加评估的',
  sameLevelAuthority: '同级',
  cityAgency: '市级',
  anyone: '',
} as const satisfies Record<Relation, string>

/** Who may give a command: '经办人员', '市级经办人员', '医药机构、经办人员'. */
export const grantsInWords = (grants: readonly Grant[]): string =>
  [...new Set(grants.map(({ role, relation }) => `${relationWords[relation]}${roleTitles[role]}`))].join('、')

const tagWords: Readonly<Record<string, string>> = {
  institution: '医药机构',
  officer: '经办人员',
  head: '经办机构负责人',
  evaluator: '评估小组',
  authority: '行政部门',
  public: '社会公众（公示期）',
  system: '下一批次',
}

/** Whom a state waits for. */
export const waitingInWords = (tags: readonly string[]): string => tags.flatMap((tag) => tagWords[tag] ?? []).join('、')
