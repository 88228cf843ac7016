/** Agencies are data: their names follow the words of the Measure until the client gives the present ones. */
export type Agency = {
  readonly code: string
  readonly level: 'city' | 'county' | 'zone'
  readonly name: string
  readonly areaName: string
  /** The administrative department of the same level, which takes the filing (第十一条). */
  readonly authorityName: string
  /** Code of the agency beside that department: a zone has none of its own, the city's takes its filings. */
  readonly authorityCode: string
  /** Word before the year in document numbers. */
  readonly documentWord: string
}

const agency = (code: string, level: Agency['level'], areaName: string, documentWord: string): Agency => ({
  code,
  level,
  name: `${areaName}社会保险经办机构`,
  areaName,
  authorityName: level === 'zone' ? '东营市人力资源社会保障行政部门' : `${areaName}人力资源社会保障行政部门`,
  authorityCode: level === 'zone' ? '370500' : code,
  documentWord,
})

export const agencies = {
  '370500': agency('370500', 'city', '东营市', '东'),
  '370502': agency('370502', 'county', '东营区', '东营'),
  '370503': agency('370503', 'county', '河口区', '河口'),
  '370505': agency('370505', 'county', '垦利区', '垦利'),
  '370522': agency('370522', 'county', '利津县', '利津'),
  '370523': agency('370523', 'county', '广饶县', '广饶'),
  '370571': agency('370571', 'zone', '东营经济技术开发区', '东开'),
  '370572': agency('370572', 'zone', '东营港经济开发区', '东港'),
} as const satisfies Record<string, Agency>

export type AgencyCode = keyof typeof agencies

/** The agency of a code, undefined when there is none. */
export function findAgency(code: string): Agency | undefined {
  return Object.values(agencies).find((candidate) => candidate.code === code)
}
