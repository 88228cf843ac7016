import sharp from 'sharp'

/** More than common cameras make; beyond it a small file may unfold to fill the memory. */
export const MOST_PIXELS = 120_000_000
/** The long side of A4 at 600 dots an inch: nothing on a paper needs more. */
const LONGEST_SIDE = 7016
const THUMBNAIL_SIDE = 160

// Uploads are rare and other people's; nothing is gained by keeping them in memory or by taking every core.
sharp.cache(false)
sharp.concurrency(1)

export type CleanImage = { ok: true; bytes: Uint8Array } | { ok: false; fault: 'tooManyPixels' | 'broken' }

/**
 * The same picture, made anew: upright, in sRGB, without place, device, comments or anything hidden behind the picture.
 * Quality and full colour resolution are kept high, because red seals over small print must stay legible.
 */
export async function cleanImage(bytes: Uint8Array, kind: 'image/jpeg' | 'image/png'): Promise<CleanImage> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > MOST_PIXELS) return { ok: false, fault: 'tooManyPixels' }
    const upright = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    const made = kind === 'image/png' ? upright.png({ compressionLevel: 9 }) : upright.jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    return { ok: true, bytes: new Uint8Array(await made.toBuffer()) }
  } catch {
    return { ok: false, fault: 'broken' }
  }
}

/** A small JPEG of a stored image; undefined when the bytes are none. */
export async function imageThumbnail(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const small = sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
    return new Uint8Array(await small.jpeg({ quality: 72 }).toBuffer())
  } catch {
    return undefined
  }
}
