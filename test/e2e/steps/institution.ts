import type { Page } from 'playwright-core'
import { draftPages } from '#app/forms/application-draft-pages'
import { ApplicationForm } from '#workflows/domain/application-form'
import type { ApplicationInput } from '#workflows/domain/application-input'
import { materialsFor } from '#workflows/domain/materials'
import type { ItemScore } from '#workflows/policy/item-scores'
import { formatTenths } from '#workflows/policy/score-units'
import { type Answers, fillIn, follow, leave, pathOf, press, send } from './form'

/** What a member of staff of an institution does. */

export type Account = { login: string; ownName: string }
export const password = '一句自己好记的长密码呀呀'

export const registration = ({ institution }: Pick<ApplicationInput, 'institution'>, { login, ownName }: Account): Answers => ({
  name: institution.name,
  uscc: institution.uscc,
  type: institution.type,
  ownName,
  capacity: 'handler',
  login,
  password,
  passwordAgain: password,
  consent: 'on',
})

/** Registers the institution and its practice site, and begins an application. @returns the address of the draft */
export async function register(page: Page, input: ApplicationInput, account: Account): Promise<string> {
  await page.goto('/my/register')
  await fillIn(page, registration(input, account))
  await send(page, '登记并登录')
  await addSite(page, input)
  await send(page, '为这个执业地点申请')
  return pathOf(page).replace('/licences', '')
}

export async function addSite(page: Page, { site }: Pick<ApplicationInput, 'site'>): Promise<void> {
  const { name, kind, address, admdvs, affiliation } = site
  await fillIn(page, { name, kind, address, admdvs, affiliation })
  await send(page, '保存')
}

const textOf = (value: unknown): string => (value === true ? 'on' : String(value))

/** The answers of a screen of the form as its fields are named: `entity.ownership`, `staff.practitioners[0].name`. */
export function answersOf(input: ApplicationInput, screen: string): Answers {
  const form: Record<string, Record<string, unknown>> = ApplicationForm.parse(input.form)
  const sections = draftPages.find(({ id }) => id === screen)?.sections ?? []
  const named = sections.flatMap((section) =>
    Object.entries(form[section] ?? {}).flatMap(([field, value]): [string, unknown][] => {
      const name = `${section}.${field}`
      if (name === 'declaration.truthful' || value === undefined) return []
      if (field !== 'practitioners') return [[name, value]]
      const rows = value as Record<string, unknown>[]
      return rows.flatMap((row, index) => Object.entries(row).map(([cell, text]): [string, unknown] => [`${name}[${index}].${cell}`, text]))
    }),
  )
  return Object.fromEntries(named.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : textOf(value)]))
}

/** Fills in the three screens of the form, from the first. */
export async function fillForm(page: Page, input: ApplicationInput): Promise<void> {
  for (const { id } of draftPages) {
    await fillIn(page, answersOf(input, id))
    await send(page, '保存并继续')
  }
}

/** A score sheet's fields. */
export const sheetOf = (scores: readonly ItemScore[]): Record<string, string> =>
  Object.fromEntries(
    scores.flatMap(({ itemId, score, veto, reason }): [string, string][] => [
      ...(score === null ? [] : [[`score.${itemId}`, formatTenths(score)] as [string, string]]),
      ...(veto === null ? [] : [[`veto.${itemId}`, veto] as [string, string]]),
      ...(reason === '' ? [] : [[`reason.${itemId}`, reason] as [string, string]]),
    ]),
  )

export const requiredMaterials = ({ site, form }: Pick<ApplicationInput, 'site' | 'form'>): readonly string[] =>
  materialsFor({ kind: site.kind, services: form.services.services })
    .filter(({ requirement }) => requirement === 'required')
    .map(({ id }) => id)

export type SmallFile = { name: string; bytes: Buffer }

/** Chooses files for one entry of the checklist; with scripts they are sent at once, without by the button. */
export function upload(page: Page, materialId: string, files: readonly SmallFile[], sentBy: 'script' | 'button'): Promise<number> {
  const form = page.locator('form').filter({ has: page.locator(`input[name="materialId"][value="${materialId}"]`) })
  const choose = () =>
    form.locator('input[type="file"]').setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'application/pdf', buffer: bytes })))
  if (sentBy === 'script') return leave(page, choose)
  return leave(page, async () => {
    await choose()
    await form.getByRole('button', { name: /^上传/ }).click()
  })
}

/** Confirms that everything is true and sends the application. @returns the case id */
export async function submit(page: Page): Promise<string> {
  await fillIn(page, { truthful: 'on' })
  await send(page, '提交申请')
  return pathOf(page).replace('/cases/', '')
}

/** Downloads the demonstration certificate, as a file with a password. */
export async function downloadCertificate(page: Page, filePassword: string): Promise<SmallFile> {
  await fillIn(page, { filePassword })
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载演示证书' }).click()])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) }
}

/** Signs with a certificate file. @returns the status of the answer */
export async function signWithFile(page: Page, file: SmallFile, filePassword: string): Promise<number> {
  await fillIn(page, { confirmed: 'yes', password: filePassword })
  await page.locator('[name="certificate"]').setInputFiles({ name: file.name, mimeType: 'application/x-pkcs12', buffer: file.bytes })
  return press(page, /^签章$/)
}

/** Opens the page of a command from the page of its case. */
export async function begin(page: Page, caseId: string, action: string): Promise<void> {
  await page.goto(`/cases/${caseId}`)
  await follow(page, action)
}
