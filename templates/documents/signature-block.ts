import { drawLabel, drawParagraph } from '../layout/draw-text'
import { POINTS_PER_MM, type Sheet } from '../layout/sheet'
import { BODY_HEAD, NOTE, NUMBER } from '../layout/styles'
import { breakSpans } from '../layout/text-run'
import { addSignatureField } from '../signing/signature-fields'

/** The two parties of a signed text; the name stands above the field of each. */
export type SigningParties = { readonly agency: { readonly name: string }; readonly institution: { readonly name: string } }

const FIELD_HEIGHT = 37 * POINTS_PER_MM
const COLUMN_GAP = 14
const NAME_PITCH = 20

/** Height of the block in points, for a closing that keeps it on one page with its notes. */
export function signatureBlockHeight(sheet: Sheet, { agency, institution }: SigningParties): number {
  const width = (sheet.width - COLUMN_GAP) / 2
  const nameLines = [agency.name, institution.name].map((name) => breakSpans([{ text: name, style: NUMBER }], { width }).length)
  return 16 + 24 + Math.max(...nameLines) * NAME_PITCH + 24 + FIELD_HEIGHT
}

/** 甲方 left, 乙方 right; the seal and the signature of each go into its field below these lines. */
export function drawSignatureBlock(sheet: Sheet, { agency, institution }: SigningParties): void {
  sheet.y += 16
  const width = (sheet.width - COLUMN_GAP) / 2
  const top = sheet.y
  const columns = [
    {
      left: sheet.left,
      heading: '甲方（盖章）：',
      name: agency.name,
      signer: '负责人或者授权代表（签字）：',
      field: 'AgencySignature',
      label: '甲方签章',
    },
    {
      left: sheet.left + width + COLUMN_GAP,
      heading: '乙方（盖章）：',
      name: institution.name,
      signer: '法定代表人或者负责人（签字）：',
      field: 'InstitutionSignature',
      label: '乙方签章',
    },
  ] as const
  let namesEnd = top
  for (const { left, heading, name } of columns) {
    sheet.y = top
    drawParagraph(sheet, [{ text: heading, style: BODY_HEAD }], { pitch: 24, left, width, align: 'left' })
    drawParagraph(sheet, [{ text: name, style: NUMBER }], { pitch: NAME_PITCH, left, width, align: 'left' })
    namesEnd = Math.max(namesEnd, sheet.y)
  }
  // Nothing is printed inside the field: seal, holder and time of signing are what the signature itself shows there.
  const fieldTop = namesEnd + 24
  for (const { left, signer, field, label } of columns) {
    drawLabel(sheet, signer, left, fieldTop - 6, NOTE)
    addSignatureField(sheet.doc, { name: field, rect: [left, fieldTop, width, FIELD_HEIGHT], label })
  }
  sheet.y = fieldTop + FIELD_HEIGHT
}
