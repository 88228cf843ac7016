import sharp from 'sharp'

/** A sound PDF of one empty page, other bytes for other words. */
export const onePagePdf = (words: string): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%${words}\n%%EOF\n`,
  )

/** What the photographs below tell besides their picture. */
export const hiddenWords = { device: 'ACME Phone 9', artist: 'Wang Fang', comment: 'private remark' }

/** A photograph as a telephone takes it: with the place, the device and a name, and turned if asked for. */
export function photograph({ orientation = 1, width = 60, height = 30 } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#b3261e' } })
    .jpeg()
    .withExif({
      IFD0: { Model: hiddenWords.device, Artist: hiddenWords.artist, ImageDescription: hiddenWords.comment },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 26/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '118/1 40/1 0/1' },
    })
    .withMetadata({ orientation })
    .toBuffer()
}

export function screenshot(): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 20, channels: 4, background: '#1d4f91' } })
    .png()
    .toBuffer()
}

/** A PNG of some hundred bytes whose head promises more pixels than any memory holds. */
export async function pngBomb(): Promise<Buffer> {
  const bomb = Buffer.from(await screenshot())
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  bomb.writeInt32BE(crc32(bomb.subarray(12, 29)), 29)
  return bomb
}

function crc32(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc
}
