import { expect, test } from 'vitest'
import { formInput } from '#app/http/form-input'
import { papersOfCommands } from '#app/services/case/handed-in-files.server'
import { newestFiles, withFiles } from '#app/services/command-files.server'

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
