import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import { FileInput } from '#app/components/file-input'
import { type FormReply, fieldId } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { Progress } from '#app/components/progress'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Tag } from '#app/components/tag'
import { DraftHead, EnterSaves } from '#app/forms/application-draft-frame'
import { draftHref, draftPages } from '#app/forms/application-draft-pages'
import { useTokenedAction } from '#app/http/form-token'
import { readUploads } from '#app/http/upload.server'
import type { RouteHandle } from '#app/root'
import { attachmentLimits, materialsOf, removeAttachment, storeAttachments } from '#app/services/attachments-store.server'
import { chosenServices, requireDraft } from '#app/services/drafts.server'
import { shellOf } from '#app/services/shell.server'
import { formatBytes, formatInstant } from '#app/view/format'

export const handle = { islands: ['upload', 'upload-at-once'] } satisfies RouteHandle

export const meta: MetaFunction = () => [{ title: '上传材料 - 东营市医保定点协议管理平台' }]

const step = draftPages.length + 2

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, draft } = await requireDraft(args, args.params.draftId)
  const materials = chosenServices(draft).length === 0 ? [] : materialsOf(draft)
  return {
    shell: await shellOf(args, actor),
    draftId: draft.id,
    siteName: draft.site.name,
    maxBytes: attachmentLimits.maxBytes,
    materials: materials.map(({ files, ...item }) => ({
      ...item,
      files: files.map(({ id, file_name, size, uploaded_at }) => ({
        id,
        name: file_name,
        href: `/attachments/${id}`,
        note: `${formatBytes(size)}，${formatInstant(uploaded_at)} 上传`,
      })),
    })),
  }
}

const fieldOf = (materialId: string): string => `material.${materialId}`

export const action = async (args: ActionFunctionArgs) => {
  const { actor, draft } = await requireDraft(args, args.params.draftId)
  const { portal } = args.context
  const uploads = await readUploads(args.request, attachmentLimits)
  const known = materialsOf(draft).map(({ id }) => id)
  const refuse = (field: string, message: string, status: number) => {
    const reply: FormReply = { values: {}, errors: { [field]: [message] } }
    return data({ reply }, { status })
  }
  if (!uploads.ok) return refuse(uploads.field || fieldOf(known[0] ?? ''), uploads.message, uploads.status)
  const { form, files } = uploads
  const here = draftHref(draft.id, 'materials')
  const removed = form.get('remove')
  if (typeof removed === 'string') {
    const gone = draft.attachments.find(({ id }) => id === removed)
    await removeAttachment(portal, draft.id, removed)
    return redirect(`${here}#${fieldId(fieldOf(gone?.material_id ?? ''))}`, 303)
  }
  const materialId = known.find((id) => id === form.get('materialId'))
  if (materialId === undefined) throw new Response(null, { status: 400 })
  if (files.length === 0) return refuse(fieldOf(materialId), '请先选择文件，再点“上传”', 422)
  const stored = await storeAttachments(portal, { draftId: draft.id, materialId, actorId: actor.id, files })
  if (!stored.ok) return refuse(fieldOf(materialId), stored.message, 422)
  return redirect(`${here}#${fieldId(fieldOf(materialId))}`, 303)
}

type Material = ReturnType<typeof useLoaderData<typeof loader>>['materials'][number]

const MaterialForm = ({
  material,
  draftId,
  maxBytes,
  reply,
}: {
  material: Material
  draftId: string
  maxBytes: number
  reply: FormReply | undefined
}) => {
  const isRequired = material.requirement === 'required'
  const isMissing = isRequired && material.files.length === 0
  return (
    <li className="border-b border-line-200 py-5">
      <form
        method="post"
        encType="multipart/form-data"
        action={useTokenedAction(draftHref(draftId, 'materials'))}
        data-max-bytes={maxBytes}
        data-upload-at-once=""
        noValidate
        className="gap-6 md:flex md:items-start"
      >
        <EnterSaves value="upload" />
        <input type="hidden" name="materialId" value={material.id} />
        <div className="w-full min-w-0 max-w-field">
          <FileInput
            name={fieldOf(material.id)}
            label={material.title}
            hint={`${material.hint}（依据：${material.basis}）`}
            required={isRequired}
            optional={!isRequired}
            multiple
            accept=".pdf,.jpg,.jpeg,.png"
            reply={reply}
            files={material.files}
            removeName="remove"
          />
        </div>
        <div className="flex items-center gap-3 md:mt-7 md:w-48 md:shrink-0 md:flex-col md:items-start">
          <Tag tone={isMissing ? 'neutral' : material.files.length > 0 ? 'done' : 'neutral'}>
            {material.files.length > 0 ? `已上传 ${material.files.length} 个` : isRequired ? '未上传' : '如有请交'}
          </Tag>
          <Button name="intent" value="upload" tone="secondary" busyText="正在上传…">
            上传<span className="sr-only">：{material.title}</span>
          </Button>
        </div>
      </form>
    </li>
  )
}

export default function ApplyMaterials() {
  const { shell, draftId, siteName, materials, maxBytes } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()?.reply
  const required = materials.filter(({ requirement }) => requirement === 'required')
  const done = required.filter(({ files }) => files.length > 0).length
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary reply={reply} title="文件没有保存" />
      <DraftHead draftId={draftId} siteName={siteName} step={step} title="上传材料">
        <p>
          清单是公开、封闭的：清单以外的材料不用交，也不会要求补交。每个文件不超过 20 MB，PDF、JPG 或者 PNG；传上去就保存，退出后再来仍在。
        </p>
      </DraftHead>
      {materials.length === 0 ? (
        <>
          <NoticeBanner tone="warning" title="请先选择服务类别">
            <p>材料清单按机构类别和服务类别确定。</p>
          </NoticeBanner>
          <LinkButton href={`${draftHref(draftId, 'licences')}#${fieldId('services.services')}`} tone="primary">
            选择服务类别
          </LinkButton>
        </>
      ) : (
        <>
          <Progress label="必交材料" value={done} max={required.length} />
          <ul aria-label="材料清单" className="border-t border-line-200">
            {materials.map((material) => (
              <MaterialForm key={material.id} material={material} draftId={draftId} maxBytes={maxBytes} reply={reply} />
            ))}
          </ul>
          <ButtonRow>
            <LinkButton href={draftHref(draftId, 'check')} tone={done === required.length ? 'primary' : 'secondary'}>
              核对并提交
            </LinkButton>
            <LinkButton href={draftHref(draftId)}>返回申请目录</LinkButton>
          </ButtonRow>
        </>
      )}
    </SignedInLayout>
  )
}
