import type { Answer, PlainBrowser } from '#test/setup/http'
import { onePagePdf } from '#test/setup/upload-files'
import { clinicInput } from '#test/workflows/sample-application'
import { ApplicationForm } from '#workflows/domain/application-form'
import { materialsFor } from '#workflows/domain/materials'
import { formatTenths } from '#workflows/policy/score-units'

/** What a person does in a browser without scripts, for tests of the institution's pages. */

export const newAccount = {
  name: '东营仁和诊所有限公司',
  uscc: '91370502MA3C7K4M5B',
  type: 'medical',
  ownName: '赵立新',
  capacity: 'handler',
  login: 'clerk.zhao',
  password: '一句自己好记的长密码呀呀',
  passwordAgain: '一句自己好记的长密码呀呀',
  consent: 'on',
}

/** Registers and adds the practice site of the sample application; answers with the page of one's own cases. */
export async function registerClinic(browser: PlainBrowser, account = newAccount): Promise<Answer> {
  await browser.get('/my/register')
  await browser.postAndFollow('/my/register', account)
  return browser.postAndFollow('/my/sites/new', { ...clinicInput().site })
}

/** Begins an application for the one site and returns the address of its draft. */
export async function beginDraft(browser: PlainBrowser, mine: Answer): Promise<string> {
  const siteId = /name="siteId" value="([^"]+)"/.exec(mine.text)?.[1] ?? ''
  const { headers } = await browser.post('/my', { siteId })
  return (headers.location ?? '').replace('/licences', '')
}

type Fields = Record<string, string | string[]>

/** The answers of sections as the pages post them: `entity.ownership`, `staff.practitioners[0].name`. */
export function answersOf(sections: readonly string[], given: unknown = clinicInput().form): Fields {
  const form: Record<string, Record<string, unknown>> = ApplicationForm.parse(given)
  const fields: Fields = {}
  for (const section of sections)
    for (const [name, value] of Object.entries(form[section] ?? {})) {
      if (name === 'truthful' || value === undefined) continue
      if (name === 'practitioners') Object.assign(fields, rowsOf(`${section}.${name}`, value as Record<string, unknown>[]))
      else fields[`${section}.${name}`] = Array.isArray(value) ? value.map(String) : textOf(value)
    }
  return fields
}

const textOf = (value: unknown): string => (value === true ? 'on' : String(value))

function rowsOf(name: string, rows: Record<string, unknown>[]): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap((row, index) => Object.entries(row).map(([cell, value]) => [`${name}[${index}].${cell}`, textOf(value)])),
  )
}

/** A self-evaluation as the score sheet posts it; full marks for every item of the sample's services unless given. */
export function scoresOf({ selfEvaluation } = clinicInput()): Record<string, string> {
  return Object.fromEntries(
    selfEvaluation.flatMap(({ itemId, score, veto, reason }): [string, string][] => [
      ...(score === null || score === undefined ? [] : [[`score.${itemId}`, formatTenths(score)] as [string, string]]),
      ...(veto === null || veto === undefined ? [] : [[`veto.${itemId}`, veto] as [string, string]]),
      ...(reason === undefined || reason === '' ? [] : [[`reason.${itemId}`, reason] as [string, string]]),
    ]),
  )
}

export const requiredMaterials = materialsFor({ kind: 'clinic', services: ['general_outpatient'] })
  .filter(({ requirement }) => requirement === 'required')
  .map(({ id }) => id)

export const smallPdf = onePagePdf('small')

/** Sends one file for one entry of the checklist, as a multipart form without scripts does. */
export async function upload(
  browser: PlainBrowser,
  draft: string,
  materialId: string,
  file: { name: string; bytes: Buffer },
): Promise<Answer> {
  const path = `${draft}/materials`
  await browser.get(path)
  return browser.postFiles(path, { materialId }, { [`material.${materialId}`]: { ...file, type: 'application/pdf' } })
}

/** A distinct little PDF for every required entry. */
export async function uploadEverything(browser: PlainBrowser, draft: string): Promise<void> {
  for (const id of requiredMaterials) {
    const answer = await upload(browser, draft, id, { name: `${id}.pdf`, bytes: onePagePdf(id) })
    if (answer.status !== 303) throw new Error(`upload of ${id} answered ${answer.status}`)
  }
}

/** Fills in every screen of the form. */
export async function fillForm(
  browser: PlainBrowser,
  draft: string,
  pages: readonly { id: string; sections: readonly string[] }[],
  form: unknown = clinicInput().form,
) {
  for (const { id, sections } of pages) {
    await browser.get(`${draft}/${id}`)
    const answer = await browser.post(`${draft}/${id}`, { ...answersOf(sections, form), intent: 'continue' })
    if (answer.status !== 303) throw new Error(`${id} answered ${answer.status}: ${/error-summary.*?<\/ul>/s.exec(answer.text)?.[0]}`)
  }
}
