import type { Grant } from '#workflows/access/authorise'

/** Who may give commands, as the tables of commands name them. */
export const officer = [{ role: 'officer', relation: 'handlingAgency' }] as const satisfies readonly Grant[]
export const head = [{ role: 'head', relation: 'handlingAgency' }] as const satisfies readonly Grant[]
/** 第四条: what holds for the whole city is decided at the city agency. */
export const cityStaff = [
  { role: 'officer', relation: 'cityAgency' },
  { role: 'head', relation: 'cityAgency' },
] as const satisfies readonly Grant[]
/** The clock and the outbox. */
export const system = [{ role: 'system', relation: 'anyone' }] as const satisfies readonly Grant[]
export const applicant = [{ role: 'applicant', relation: 'ownInstitution' }] as const satisfies readonly Grant[]
/** The institution itself; for those who come with paper an officer, with the scan of what they signed (`counterFault`). */
export const applicantOrCounter = [...applicant, ...officer] as const satisfies readonly Grant[]
