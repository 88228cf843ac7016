import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { policy } from '#test/workflows/seeds'
import { roles } from '#workflows/access/authorise'
import type { CommandDefinition } from '#workflows/commands/definition'
import { commandNames, commands, isCommandName } from '#workflows/commands/index'
import { machines } from '#workflows/engine/restore'
import { DeadlineKey } from '#workflows/policy/schema'

const definitions = Object.entries(commands) as [string, CommandDefinition][]

describe('every command', () => {
  it.each(definitions)('%s rests on an article and names who may give it', (_, { article, grants, machine }) => {
    expect(article).toMatch(
      /^第[一二三四五六七八九十]+([、至]第?[一二三四五六七八九十]+)*条(（[一二三四五六七八九十]+）)?(、第[一二三四五六七八九十]+([、至]第?[一二三四五六七八九十]+)*条)?$/,
    )
    expect(grants.length).toBeGreaterThan(0)
    for (const grant of grants) expect(roles).toContain(grant.role)
    expect(Object.keys(machines)).toContain(machine)
  })

  it.each(definitions)('%s refuses an input that is no object, and one with a key too many', (_, { input }) => {
    expect(input.safeParse(undefined).success).toBe(false)
    expect(input.safeParse('text').success).toBe(false)
    const issues = input.safeParse({ surplus: 1 }).error?.issues ?? []
    expect(issues.map(({ code }) => code)).toContain('unrecognized_keys')
  })

  it('is found by its name and by nothing else', () => {
    expect(commandNames.every(isCommandName)).toBe(true)
    expect(['', 'accept', 'hasOwnProperty', 'AcceptApplication'].filter(isCommandName)).toEqual([])
  })

  it('is given only by its keys: a step by the system is never open to people, and the public gives one command', () => {
    const by = (role: string) => definitions.filter(([, { grants }]) => grants.some((grant) => grant.role === role)).map(([name]) => name)
    expect(by('system').sort()).toEqual([
      'absorbChange',
      'applyAgreedChange',
      'beginEvaluation',
      'cancelAgreementEnd',
      'closeChange',
      'closeEnding',
      'closeRenewal',
      'delistAgreement',
      'extendNoticePeriod',
      'grantRenewalTerm',
      'joinRound',
      'listAgreement',
      'noteSmallChange',
      'openAgreement',
      'openEndingForChange',
      'openRenewal',
      'publishResult',
      'recordRenewalRefusal',
      'recordRenewalWithdrawal',
      'restoreAgreement',
      'scheduleAgreementEnd',
    ])
    for (const name of by('system')) expect(commands[name as keyof typeof commands].grants).toHaveLength(1)
    expect(by('public')).toEqual(['fileObjection'])
    // 第十一条: the department acknowledges what is filed with it; it decides no case of the agency.
    expect(by('authority')).toEqual(['acknowledgeFiling'])
    for (const reader of ['systemAdmin', 'securityAdmin', 'auditAdmin']) expect(by(reader)).toEqual([])
  })

  it('keeps name and phone of an objector out of the log', () => {
    expect(
      definitions.filter(([, { confidential }]) => confidential !== undefined).map(([name, { confidential }]) => [name, confidential]),
    ).toEqual([['fileObjection', ['name', 'phone']]])
  })
})

describe('deadlines', () => {
  // Their machines come with later parts of the path; the policy has their rules already.
  const reserved = ['renewalWindow']
  const used = [...new Set(Object.values(machines).flatMap(({ timers }) => [...timers.values()]))].sort()

  it('have a rule in the policy for every key that a machine uses', () => {
    expect(used.filter((key) => policy.deadlines[key] === undefined)).toEqual([])
  })
  it('have a machine that uses every rule of the policy, but for the reserved ones', () => {
    expect([...used, ...reserved].sort()).toEqual(Object.keys(policy.deadlines).sort())
    expect(Object.keys(policy.deadlines).sort()).toEqual([...DeadlineKey.options].sort())
  })
})

/** Number literals above 1 of a source file, without those that only limit the length of a text or a list. */
function numbersOf(source: string): string[] {
  const lengthLimits = new Set(['min', 'max', 'length'])
  const found: string[] = []
  const isLimit = ({ parent }: ts.Node): boolean => {
    if (ts.isBinaryExpression(parent)) return /\.length$/.test(parent.left.getText())
    // `said(words, least, most)` asks for a text of so many characters.
    if (ts.isParameter(parent) || (ts.isCallExpression(parent) && parent.expression.getText() === 'said')) return true
    if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false
    const { name, expression } = parent.expression
    return lengthLimits.has(name.text) && !/\b(number|int)\b/.test(expression.getText())
  }
  // A period of one year is a period as well.
  const isPeriod = ({ parent }: ts.Node): boolean =>
    ts.isCallExpression(parent) && /^(add|subtract)(Days|Months|Years|WorkingDays)$/.test(parent.expression.getText())
  const visit = (node: ts.Node): void => {
    if (ts.isNumericLiteral(node) && (Number(node.text) > 1 || isPeriod(node)) && !isLimit(node)) found.push(node.parent.getText())
    node.forEachChild(visit)
  }
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true))
  return found
}

describe('numbers of the Measure stand in the policy, not in the code (DECISIONS 28)', () => {
  const files = ['workflows/machines', 'workflows/commands'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) => (file.endsWith('.ts') ? [`${folder}/${file}`] : [])),
  )
  const allowed = [
    // A year that can be typed is bounded so that a slip of the hand is caught; no rule depends on it.
    '.min(2016',
    '.max(2100',
  ]

  it.each(files)('%s has no number above 1 outside limits of texts and lists', (file) => {
    const found = numbersOf(readFileSync(file, 'utf8'))
    expect(found.filter((text) => !allowed.some((known) => text.includes(known)))).toEqual([])
  })

  it('the check sees deadlines, scores and money, and passes limits of texts', () => {
    expect(
      numbersOf('const due = addDays(on, 15)\nconst pass = score >= 850\nz.string().min(2).max(500)\nz.array(z.string()).max(20)'),
    ).toEqual(['addDays(on, 15)', 'score >= 850'])
    expect(numbersOf('z.number().max(90)\naddYears(on, 1)')).toEqual(['z.number().max(90)', 'addYears(on, 1)'])
  })
})
