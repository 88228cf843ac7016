import { drawAtoms, drawLabel } from '#templates/layout/draw-text'
import { drawSeal } from '#templates/layout/seal'
import { createSheet } from '#templates/layout/sheet'
import { breakSpans, type TextStyle, widthOf } from '#templates/layout/text-run'
import { dateOf, formatInstant, instant } from '#workflows/calendar/plain-date'

export type AppearanceInput = {
  /** Size of the field in points. */
  width: number
  height: number
  /** The name on the seal and beside it. */
  signerName: string
  /** Instant of signing; printed in the time of Dongying. */
  at: string
}

const note: TextStyle = { role: 'table', size: 8 }
const pitch = 11
const gap = 6
/** A seal of 40 mm, as parties to an agreement have it. */
const largestSeal = 113

/**
 * What a signature field shows once it is signed: a round seal with the signer's name, and who signed when. A one-page
 * document of the field's size. Throws UnprintableCharacterError for a name that the fonts cannot print.
 */
export function drawSignatureAppearance({ width, height, signerName, at }: AppearanceInput): Promise<Uint8Array> {
  const moment = instant(at)
  const sheet = createSheet({
    title: signerName,
    author: signerName,
    subject: '电子签名',
    issuedOn: dateOf(moment),
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    size: [width, height],
  })
  const time = `${formatInstant(moment)} 签署`
  if (width >= height * 1.6) {
    const seal = Math.min(height, largestSeal)
    drawSeal(sheet, signerName, seal / 2, height / 2, seal)
    const left = seal + gap
    const lines = breakSpans([{ text: `电子签名\n${signerName}\n${time}`, style: note }], { width: width - left })
    let baseline = (height - lines.length * pitch) / 2 + pitch * 0.8
    for (const line of lines) {
      drawAtoms(sheet, line.atoms, left, baseline)
      baseline += pitch
    }
    return sheet.finish()
  }
  const seal = Math.min(width, height - pitch, largestSeal)
  drawSeal(sheet, signerName, width / 2, seal / 2, seal)
  // The line shrinks rather than being cut off at the edge of a narrow field.
  const size = Math.min(note.size, (note.size * width) / widthOf(time, note))
  drawLabel(sheet, time, width / 2, height - 3, { ...note, size }, 'center')
  return sheet.finish()
}
