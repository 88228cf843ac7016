import { expect, test } from 'vitest'
import { commandForm, commandForms, fileFieldsOf, isPagedCommand } from '#app/forms/case/registry'
import { formInput } from '#app/http/form-input'
import { papersOfCommands } from '#app/services/case/handed-in-files.server'
import { newestFiles, withFiles } from '#app/services/command-files.server'
import { commands } from '#workflows/commands/index'
import { SubmittedFile } from '#workflows/commands/submitted-file'

const file = (materialId: string, letter: string) => ({ materialId, digest: letter.repeat(64), name: `${letter}.pdf`, seal: '' })

test('files stand at their fields of the input, the newest where one is asked for', () => {
  const fields = { 'counter.paper': 'one', evidence: 'many' } as const
  const kept = newestFiles(fields, [file('counter.paper', 'a'), file('evidence', 'b'), file('evidence', 'c'), file('counter.paper', 'd')])
  expect(withFiles({ reason: '理由', counter: { presentedBy: '王某' } }, fields, kept)).toEqual({
    reason: '理由',
    counter: { presentedBy: '王某', paper: { name: 'd.pdf', digest: 'd'.repeat(64) } },
    evidence: [
      { name: 'b.pdf', digest: 'b'.repeat(64) },
      { name: 'c.pdf', digest: 'c'.repeat(64) },
    ],
  })
})

test('without a file the field is absent, so that the institution itself is at no counter', () => {
  expect(withFiles({ reason: '' }, { 'counter.paper': 'one' }, [])).toEqual({ reason: '' })
})

test('a form cannot name stored bytes by their digest', () => {
  const form = new FormData()
  form.set('licence.name', 'a.pdf')
  form.set('licence.digest', 'a'.repeat(64))
  form.set('evidence[0].digest', 'a'.repeat(64))
  expect(JSON.stringify(formInput(form))).not.toContain('aaaa')
  expect(withFiles(formInput(form), { licence: 'one', evidence: 'many' }, [])).toEqual({ evidence: [] })
})

test('evidence of a suspected fraud is for staff; a licence handed in is for all who may read the case', () => {
  const events = [
    { command: 'reportFraud', payload: { evidence: [{ name: 'a.pdf', digest: 'a'.repeat(64) }] } },
    { command: 'handInLicence', payload: { licence: { name: 'b.pdf', digest: 'b'.repeat(64) } } },
    { command: 'fileObjection', payload: { evidence: [{ name: 'c.pdf', digest: 'c'.repeat(64) }] } },
  ]
  const names = (audience: 'agency' | 'institution') =>
    papersOfCommands(events, audience).flatMap(({ files }) => files.map(({ name }) => name))
  expect(names('agency')).toEqual(['a.pdf', 'b.pdf'])
  expect(names('institution')).toEqual(['b.pdf'])
})

/** The paths of an input at which a stored file stands. */
function filePaths(schema: unknown, path = ''): string[] {
  const { def } = schema as { def: { type: string; shape?: Record<string, unknown>; innerType?: unknown; element?: unknown } }
  if (schema === SubmittedFile) return [path]
  if (def.type === 'optional' || def.type === 'default') return filePaths(def.innerType, path)
  if (def.type === 'array') return filePaths(def.element, path)
  if (def.type !== 'object') return []
  return Object.entries(def.shape ?? {}).flatMap(([key, inner]) => filePaths(inner, path === '' ? key : `${path}.${key}`))
}

const paged = Object.keys(commandForms).filter(isPagedCommand)

test.each(paged)('%s has a form field for every file that its input holds', (command) => {
  // The materials of an answer are those of the checklist.
  const wanted = filePaths(commands[command].input).filter((path) => !path.startsWith('materials'))
  expect(Object.keys(fileFieldsOf(commandForm(command))).sort()).toEqual(wanted.sort())
})
