import type { DiagramEdge, Exit, LineStyle, Shape, SiblingEdge, Sorted } from './diagram'
import type { Routes } from './gap-edges'
import { linesOf } from './words-on-lines'

/** Measures of the drawing in pixels. `spine` is where the main path runs, from the left edge of the boxes. */
export const box = { width: 300, padding: 14, line: 18, gap: 16, spine: 20, indent: 64 }
export const gutter = { label: 132, lane: 12 }
export const wayOut = { gap: 20, label: 154, end: 140 }
export const size = { title: 14.5, note: 12.5, label: 12.5 }

/** Where a state lies; `head` is the height of the part above its own states. */
export type Rect = { x: number; y: number; width: number; height: number; head: number }

/** What is drawn so far, and where the states lie. */
export type Sheet = { sorted: Sorted; shapes: Shape[]; rects: Map<string, Rect>; frames: Frame[] }

/** A container once its states are placed: where its edges may run. */
export type Frame = { routes: Routes; lanes: readonly string[]; laneX: number; innerX: number; bodyY: number }

export type Words = { text: string; tone: 'plain' | 'quiet' }

export const styleOf = (edges: readonly DiagramEdge[]): LineStyle =>
  edges.some(({ style }) => style === 'command') ? 'command' : (edges[0]?.style ?? 'automatic')

/** What stands at an edge: each name once, under them who may. */
export function wordsOf(edges: readonly DiagramEdge[], width: number): Words[] {
  const byWho = new Map<string, Set<string>>()
  for (const { label, who } of edges) byWho.set(who, (byWho.get(who) ?? new Set()).add(label))
  return [...byWho].flatMap(([who, labels]): Words[] => [
    ...[...labels].flatMap((label) => linesOf(label, size.label, width)).map((text) => ({ text, tone: 'plain' as const })),
    ...(who === '' ? [] : linesOf(who, size.label, width).map((text) => ({ text, tone: 'quiet' as const }))),
  ])
}

/** Draws lines of words, the first one's baseline one line below `y`. */
export function write(sheet: Sheet, words: readonly Words[], x: number, y: number): void {
  for (const [index, { text, tone }] of words.entries())
    sheet.shapes.push({ kind: 'text', x, y: y + (index + 1) * box.line - 4, text, size: size.label, tone })
}

export const heightOf = (words: readonly unknown[]): number => words.length * box.line

/** The room that the ways out of a state take beside it, from its top. */
export const exitHeights = (exits: readonly Exit[]): number[] => exits.map(({ edges }) => heightOf(wordsOf(edges, wayOut.label)) + 12)

/** The room that the leaps out of a state take at its left side, from its top. */
export const leapHeights = (leaps: readonly SiblingEdge[]): number[] =>
  leaps.map(({ edges }) => heightOf(wordsOf(edges, gutter.label - 20)) + 8)

/** The width that a label has in a gap with so many edges. */
export const slotWidth = (slots: number): number => Math.floor((box.width - box.spine) / Math.max(slots, 1))
