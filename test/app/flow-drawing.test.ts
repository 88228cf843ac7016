import { describe, expect, it } from 'vitest'
import { flowPage } from '#app/services/flow/flow-page.server'
import { chartStateTitle } from '#app/view/flow/chart-words'
import type { Diagram, Shape } from '#app/view/flow/diagram'
import { guardInWords } from '#app/view/flow/guard-words'
import { policy } from '#test/workflows/seeds'
import { chartOf } from '#workflows/chart/model'
import { type MachineName, machines } from '#workflows/engine/restore'

const names = Object.keys(machines) as MachineName[]
type Of<K extends Shape['kind']> = Extract<Shape, { kind: K }>
const partsOf = <K extends Shape['kind']>({ shapes }: Diagram, kind: K) => shapes.filter((shape): shape is Of<K> => shape.kind === kind)

describe.each(names)('the chart of %s', (machine) => {
  const chart = chartOf(machine, policy)
  const { diagram, states } = flowPage(machine, policy)

  it('has a title for every state and words for every condition', () => {
    expect(chart.states.filter(({ path }) => chartStateTitle(machine, path) === undefined).map(({ path }) => path)).toEqual([])
    expect(chart.transitions.flatMap(({ guards }) => guards).filter((guard) => guardInWords(guard) === undefined)).toEqual([])
  })

  it('draws every state with a way to its row, and every row can be led to', () => {
    const leadsTo = new Set(partsOf(diagram, 'text').map(({ href }) => href))
    expect(chart.states.length).toBeGreaterThan(1)
    expect(states.filter(({ path, anchor }) => path !== '' && !leadsTo.has(`#${anchor}`)).map(({ path }) => path)).toEqual([])
  })

  it('lays no box across another: each lies inside or beside', () => {
    const boxes = partsOf(diagram, 'box')
    const isInside = (a: Of<'box'>, b: Of<'box'>) =>
      a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height
    const isApart = (a: Of<'box'>, b: Of<'box'>) =>
      a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
    const crossed = boxes.flatMap((a, index) => boxes.slice(index + 1).filter((b) => !isApart(a, b) && !isInside(a, b) && !isInside(b, a)))
    expect(crossed).toEqual([])
    expect(boxes.every(({ x, y, width, height }) => x >= 0 && y >= 0 && x + width <= diagram.width && y + height <= diagram.height)).toBe(
      true,
    )
  })

  it('says in the table what each transition needs: who, on which article, and what follows', () => {
    const lines = states.flatMap((state) => state.lines)
    expect(
      lines.filter(({ event, who, articles, follows }) => event === '' || who === '' || articles.length === 0 || follows.length === 0),
    ).toEqual([])
  })
})

describe('the chart of an application', () => {
  const { states, diagram } = flowPage('application', policy)
  const state = (path: string) => states.find((one) => one.path === path)
  const line = (path: string, event: string) => state(path)?.lines.find((one) => one.event === event)

  it('tells acceptance with its officer, its five working days, its article, its document and the next stage', () => {
    expect(line('submitted', '受理申请')).toMatchObject({
      who: '经办人员',
      by: ['受理时限：自收到之日的次日起5个工作日'],
      articles: ['第九条（二）'],
      follows: ['进入“已受理，等待集中评估”', '出具《受理通知书》'],
    })
  })

  it('tells the bar that follows from false material, with its length from the rules', () => {
    expect(line('submitted', '查实弄虚作假')?.follows.join()).toContain('1年内不予受理新的申请')
  })

  it('runs the main path straight down: each stage on it stands under the one before', () => {
    const path = ['submitted', 'queued', 'enrolled', 'underEvaluation', 'evaluated', 'publicNotice', 'negotiating', 'signing', 'signed']
    const titles = path.map((one) => partsOf(diagram, 'text').find(({ href }) => href === `#state-${one}`))
    expect(new Set(titles.map((title) => title?.x)).size).toBe(1)
    const heights = titles.map((title) => title?.y ?? 0)
    expect([...heights].sort((a, b) => a - b)).toEqual(heights)
  })
})
