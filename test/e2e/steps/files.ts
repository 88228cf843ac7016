import type { SmallFile } from './institution'

/** A little PDF of one empty page, different for each name. */
export const smallPdf = (name: string): SmallFile => ({
  name: `${name}.pdf`,
  bytes: Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%${name}\n%%EOF\n`,
  ),
})

/** The first bytes of a Windows program under another name. */
export const windowsProgram = (name: string): SmallFile => ({
  name,
  bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510), Buffer.from('This program cannot be run in DOS mode')]),
})
