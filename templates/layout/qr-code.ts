import { create } from 'qrcode'
import type { Sheet } from './sheet'

/** Draws a QR code of the text as one path of merged bars, `size` points wide, with its upper left corner at x, y. */
export function drawQrCode(sheet: Sheet, text: string, x: number, y: number, size: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const unit = size / modules.size
  for (let row = 0; row < modules.size; row += 1) {
    let start = -1
    for (let column = 0; column <= modules.size; column += 1) {
      const dark = column < modules.size && modules.get(row, column) !== 0
      if (dark && start < 0) start = column
      if (!dark && start >= 0) {
        sheet.doc.rect(x + start * unit, y + row * unit, (column - start) * unit, unit)
        start = -1
      }
    }
  }
  sheet.doc.fill('#000000')
}
