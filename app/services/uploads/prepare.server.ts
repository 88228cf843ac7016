import { createHash } from 'node:crypto'
import type { UploadedBytes, UploadFault } from '#app/http/upload.server'
import { cleanImage, MOST_PIXELS } from './image.server'
import { checkPdf } from './pdf-check.server'

/** Files fit to be kept, and what is wrong with each of the others. */
export type Prepared = { files: UploadedBytes[]; faults: UploadFault[] }

const words = {
  encrypted: '设有打开密码或者权限密码，审查人员无法办理。请去掉密码保护后重新上传',
  broken: '已经损坏或者不完整，无法打开。请重新扫描或者导出后上传',
  brokenImage: '已经损坏或者不完整，无法显示。请重新拍摄或者扫描后上传',
  tooManyPixels: `像素过多（超过 ${MOST_PIXELS / 100_000_000} 亿像素）。请用普通清晰度重新拍摄或者扫描后上传`,
} as const

/**
 * Makes uploads fit to be kept: images are made anew without what they tell beside the picture, so that the digest in the
 * record is that of the clean image; a PDF stays as it is, byte for byte, if it can be opened. One after the other: an
 * image needs much memory while it is made.
 */
export async function prepareMaterials(uploads: readonly UploadedBytes[]): Promise<Prepared> {
  const prepared: Prepared = { files: [], faults: [] }
  for (const upload of uploads) {
    const outcome = await prepare(upload)
    if (typeof outcome === 'string')
      prepared.faults.push({ status: 422, field: upload.field, message: `「${upload.name}」${outcome}；这个文件没有保存` })
    else prepared.files.push(outcome)
  }
  return prepared
}

async function prepare(upload: UploadedBytes): Promise<UploadedBytes | string> {
  const { mediaType, bytes } = upload
  if (mediaType === 'application/pdf') {
    const checked = checkPdf(bytes)
    return checked.ok ? upload : words[checked.fault]
  }
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') throw new Error(`${mediaType} is no material`)
  const clean = await cleanImage(bytes, mediaType)
  if (!clean.ok) return clean.fault === 'tooManyPixels' ? words.tooManyPixels : words.brokenImage
  return { ...upload, bytes: clean.bytes, digest: createHash('sha256').update(clean.bytes).digest('hex') }
}
