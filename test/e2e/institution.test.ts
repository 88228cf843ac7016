import { afterAll, beforeAll, expect, it } from 'vitest'
import { draftPages } from '#app/forms/application-draft-pages'
import { atEachWidth, axeFindings, launchBrowser, sidewaysOverflow, takePictures, WIDTHS } from '#test/setup/browser'
import { type RunningPortal, startPortal } from '#test/setup/portal'
import { clinicInput } from '#test/workflows/sample-application'
import { ApplicationInput } from '#workflows/domain/application-input'
import { smallPdf } from './steps/files'
import { fillIn, fillSheet, follow, pathOf, send, words } from './steps/form'
import * as institution from './steps/institution'
import { People } from './steps/people'

const input = ApplicationInput.parse(clinicInput())

let running: RunningPortal
let people: People

beforeAll(async () => {
  running = await startPortal()
  people = new People(await launchBrowser(), running.origin)
})
afterAll(async () => {
  await people?.leave()
  await people?.browser.close()
  await running?.close()
})

it('leads a clerk from 我能申请吗 to the receipt in six screens, each legible when it is filled in', async () => {
  const page = await people.visitor()
  const screens: string[] = []
  // The empty pages and their errors are looked at by pages.test.ts; here they hold answers.
  const look = async (name: string) => {
    await atEachWidth(page, async (width) => {
      expect(await sidewaysOverflow(page), `${name} at ${width}`).toBe(0)
      if (width === WIDTHS[0]) expect(await axeFindings(page), name).toEqual([])
    })
    await takePictures(page, `institution-${name}`)
  }
  await page.goto('/can-i-apply')
  await fillIn(page, { kind: 'clinic', admdvs: '370502', affiliation: 'private' })
  await send(page, '查询')
  await look('can-i-apply')
  await institution.register(page, input, { login: 'renhe.zhao', ownName: '赵立新' })
  for (const { id } of draftPages) {
    screens.push(pathOf(page))
    await fillIn(page, institution.answersOf(input, id))
    await look(id)
    await send(page, '保存并继续')
  }
  screens.push(pathOf(page))
  await fillSheet(page, institution.sheetOf(input.selfEvaluation))
  await look('self-evaluation')
  await send(page, '保存并继续')
  screens.push(pathOf(page))
  for (const id of institution.requiredMaterials(input)) await institution.upload(page, id, [smallPdf(id)], 'script')
  await look('materials')
  await follow(page, '核对并提交')
  screens.push(pathOf(page))
  await look('check')
  await institution.submit(page)
  expect(new Set(screens).size).toBe(6)
  expect(new URL(page.url()).search).toBe('?received=1')
  expect(await words(page)).toContain('收件回执')
  expect(people.problems()).toEqual([])
})
