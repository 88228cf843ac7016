import type { AppLoadContext } from '@remix-run/node'
import { data } from '@remix-run/node'
import type { CommandReply } from '#app/http/command-action.server'
import { formReply } from '#app/http/form-input'
import { faultsByField, readUploads, type UploadFault } from '#app/http/upload.server'

import type { FileFields } from '#app/view/command-form'
import { newestFiles } from './command-files.server'
import { KEPT_FIELD, LOST_FIELD, lostFaults } from './late-uploads.server'
import { type KeptFile, keepUploads, keptFiles, keptText } from './supplement-answer.server'
import { attachmentLimits } from './uploads/limits'
import { prepareMaterials } from './uploads/prepare.server'

const uploadLimits = { allowed: ['pdf', 'jpg', 'png'], maxBytes: attachmentLimits.maxBytes, maxFiles: 60 } as const

type Wanted = {
  /** The case or draft to which the files are sealed. */
  ownerId: string
  fields: FileFields
  /** Nothing is stored for somebody who may not give the command at all. */
  mayStore: boolean
}

export type CommandUpload = { form: FormData; kept: KeptFile[]; faults: UploadFault[] }

/** Reads a form with files: what was chosen now is stored, what was stored before is found again by its seal. */
export async function readCommandUpload(
  request: Request,
  { portal }: Pick<AppLoadContext, 'portal'>,
  { ownerId, fields, mayStore }: Wanted,
): Promise<CommandUpload> {
  const uploads = await readUploads(request, uploadLimits)
  const { form } = uploads
  const texts = form.getAll(KEPT_FIELD).filter((value) => typeof value === 'string')
  const before = await keptFiles(portal, ownerId, texts)
  const prepared = await prepareMaterials(mayStore ? uploads.files : [])
  const stored = await keepUploads(portal, ownerId, prepared.files, Object.keys(fields))
  const { fit, misfits } = await fitFor(portal, fields, [...before, ...stored])
  const faults = [...(uploads.ok ? [] : uploads.faults), ...prepared.faults, ...misfits, ...lostFaults(form)]
  return { form, kept: newestFiles(fields, fit), faults }
}

/** A field that wants a PDF takes no picture: the file becomes a document that is downloaded and verified as PDF. */
async function fitFor({ read }: AppLoadContext['portal'], fields: FileFields, files: readonly KeptFile[]) {
  const fit: KeptFile[] = []
  const misfits: UploadFault[] = []
  for (const file of files) {
    const isPdf = fields[file.materialId] !== 'pdf' || (await read.files.find(file.digest))?.mediaType === 'application/pdf'
    if (isPdf) fit.push(file)
    else
      misfits.push({
        status: 422,
        field: file.materialId,
        message: `「${file.name}」没有保存：这里只接受 PDF，请把全部页扫描成一个 PDF 后上传`,
      })
  }
  return { fit, misfits }
}

/** A reply that carries the stored files along, so that they need not be chosen again. */
export const withKept = (reply: CommandReply, kept: readonly KeptFile[]): CommandReply => {
  const values = { ...reply.reply.values, [KEPT_FIELD]: kept.map(keptText), [LOST_FIELD]: '' }
  return { ...reply, reply: { ...reply.reply, values } }
}

/** The form again, because a file was not kept; undefined when all were. */
export function faultyUpload({ form, kept, faults }: CommandUpload) {
  const [fault] = faults
  if (fault === undefined) return undefined
  const advice = '其余内容和文件仍在本页，更正后请重新提交。'
  const reply = { reply: formReply(form, faultsByField(faults)), title: '有文件没有保存', advice }
  return data<CommandReply>(withKept(reply, kept), { status: fault.status })
}
