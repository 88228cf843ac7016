import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import { FileInput } from '#app/components/file-input'
import { type FormReply, fieldId } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { PageView } from '#app/components/page-view'
import { Progress } from '#app/components/progress'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Tag } from '#app/components/tag'
import { DraftHead, EnterSaves } from '#app/forms/application-draft-frame'
import { HeldPapers, UseAllPapers } from '#app/forms/application-draft-held'
import { draftHref, draftPages } from '#app/forms/application-draft-pages'
import { carriedQuery } from '#app/http/carried-choices'
import { useTokenedAction } from '#app/http/form-token'
import { faultsByField, readUploads, type UploadFault } from '#app/http/upload.server'
import type { RouteHandle } from '#app/root'
import { materialsOf, removeAttachment, storeAttachments } from '#app/services/attachments-store.server'
import { chosenServices, requireDraft } from '#app/services/drafts.server'
import { KEPT_FIELD, keepLateUpload, lostFaults } from '#app/services/late-uploads.server'
import { offeredTo, takePapers } from '#app/services/library/papers.server'
import { shellOf } from '#app/services/shell.server'
import { keptFiles, keptUploads } from '#app/services/supplement-answer.server'
import { attachmentLimits, materialField, mostFilesOfOneMaterial } from '#app/services/uploads/limits'
import { prepareMaterials } from '#app/services/uploads/prepare.server'
import { formatBytes, formatInstant } from '#app/view/format'
import { materialsListOn } from '#workflows/domain/materials-list'

export const handle = { islands: ['upload', 'upload-at-once', 'page-view'] } satisfies RouteHandle

export const meta: MetaFunction = () => [{ title: '上传材料 - 东营市医保定点协议管理平台' }]

const step = draftPages.length + 2

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, draft, isAtCounter } = await requireDraft(args, args.params.draftId)
  const materials = chosenServices(draft).length === 0 ? [] : materialsOf(draft)
  // The library is the institution's own; at the window only the paper in hand counts.
  const offered = isAtCounter ? {} : await offeredTo(args.context.portal.read, draft)
  return {
    shell: await shellOf(args, actor),
    draftId: draft.id,
    siteName: draft.site.name,
    maxBytes: attachmentLimits.maxBytes,
    mostAtOnce: attachmentLimits.maxFiles,
    most: mostFilesOfOneMaterial,
    totalBytes: args.context.uploadLimitBytes,
    listId: materialsListOn(draft.today).id,
    listHref: `/guide/materials?${carriedQuery({ kind: draft.site.kind, services: chosenServices(draft) })}`,
    materials: materials.map(({ files, ...item }) => ({
      ...item,
      held: offered[item.id] ?? [],
      files: files.map(({ id, file_name, size, uploaded_at }) => ({
        id,
        name: file_name,
        href: `/attachments/${id}`,
        note: `${formatBytes(size)}，${formatInstant(uploaded_at)} 上传`,
      })),
    })),
  }
}

const NO_ENTRY = ''

export const action = async (args: ActionFunctionArgs) => {
  await keepLateUpload(args, args.params.draftId ?? '')
  const { actor, draft, isAtCounter } = await requireDraft(args, args.params.draftId)
  const { portal } = args.context
  const uploads = await readUploads(args.request, attachmentLimits)
  const { form } = uploads
  const here = draftHref(draft.id, 'materials')
  const entry = (materialId: string) => `${here}#${fieldId(materialField(materialId))}`
  const removed = form.get('remove')
  if (typeof removed === 'string') {
    const gone = draft.attachments.find(({ id }) => id === removed)
    await removeAttachment(portal, draft.id, removed)
    return redirect(entry(gone?.material_id ?? ''), 303)
  }
  const taken = form.get('take')
  if (typeof taken === 'string' && !isAtCounter) {
    await takePapers(portal, actor, draft, taken === '' ? undefined : taken)
    return redirect(taken === '' ? here : entry(taken), 303)
  }
  const known = materialsOf(draft).map(({ id }) => id)
  const refuse = (faults: readonly UploadFault[], count = 0) => {
    const title = count === 0 ? '文件没有保存' : `已保存 ${count} 个文件，另有文件没有保存`
    const reply: FormReply = { values: {}, errors: faultsByField(faults) }
    return data({ reply, title }, { status: faults[0]?.status ?? 422 })
  }
  const materialId = known.find((id) => id === form.get('materialId'))
  // A form that broke off may have lost the name of its entry.
  if (materialId === undefined && !uploads.ok) return refuse(uploads.faults.map((fault) => ({ ...fault, field: NO_ENTRY })))
  if (materialId === undefined) throw new Response(null, { status: 400 })
  const field = materialField(materialId)
  const texts = form.getAll(KEPT_FIELD).filter((value) => typeof value === 'string')
  const kept = (await keptFiles(portal, draft.id, texts)).filter((file) => file.materialId === materialId)
  const prepared = await prepareMaterials(uploads.files)
  const files = [...(await keptUploads(portal, kept)), ...prepared.files]
  const faults = [...(uploads.ok ? [] : uploads.faults), ...prepared.faults, ...lostFaults(form)].map((fault) => ({ ...fault, field }))
  if (files.length === 0 && faults.length === 0) faults.push({ status: 422, field, message: '请先选择文件，再点“上传”' })
  const stored = await storeAttachments(portal, { draftId: draft.id, materialId, actorId: actor.id, files })
  const all = [...faults, ...stored.faults]
  return all.length === 0 ? redirect(entry(materialId), 303) : refuse(all, stored.count)
}

type Material = ReturnType<typeof useLoaderData<typeof loader>>['materials'][number]

const MaterialForm = ({
  material,
  draftId,
  limits,
  reply,
}: {
  material: Material
  draftId: string
  limits: { maxBytes: number; totalBytes: number }
  reply: FormReply | undefined
}) => {
  const isRequired = material.requirement === 'required'
  const isMissing = isRequired && material.files.length === 0
  return (
    <li data-page-item="" tabIndex={-1} className="border-b border-line-200 py-5">
      <form
        method="post"
        encType="multipart/form-data"
        action={useTokenedAction(draftHref(draftId, 'materials'))}
        data-max-bytes={limits.maxBytes}
        data-max-total-bytes={limits.totalBytes}
        data-upload-at-once=""
        noValidate
        className="gap-6 md:flex md:items-start lg:block"
      >
        <EnterSaves value="upload" />
        <input type="hidden" name="materialId" value={material.id} />
        <div className="w-full min-w-0 max-w-field">
          <FileInput
            name={materialField(material.id)}
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
          <HeldPapers materialId={material.id} title={material.title} papers={material.held} hasFiles={material.files.length > 0} />
        </div>
        <div className="flex items-center gap-3 md:mt-7 md:w-48 md:shrink-0 md:flex-col md:items-start lg:mt-0 lg:w-auto lg:flex-row lg:items-center">
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
  const { shell, draftId, siteName, materials, maxBytes, totalBytes, mostAtOnce, most, listId, listHref } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const reply = answer?.reply
  const { [NO_ENTRY]: formErrors = [], ...errors } = reply?.errors ?? {}
  const required = materials.filter(({ requirement }) => requirement === 'required')
  const done = required.filter(({ files }) => files.length > 0).length
  const reusable = materials.filter(({ files, held }) => files.length === 0 && held.some(({ isExpired }) => !isExpired)).length
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary reply={reply && { ...reply, errors }} formErrors={formErrors} title={answer?.title} />
      <DraftHead draftId={draftId} siteName={siteName} step={step} title="上传材料">
        <p>
          清单是<a href={listHref}>公开、封闭的（{listId} 版）</a>
          ：清单以外的材料不用交，也不会要求补交。传上去就保存，退出后再来仍在；移除的文件，重新上传即可恢复。
        </p>
        <ul className="ml-6 list-disc">
          <li>
            {`PDF、JPG 或者 PNG，每个不超过 ${maxBytes / 1024 / 1024} MB；一次最多选 ${mostAtOnce} 个、合计不超过 ${Math.floor(totalBytes / 1024 / 1024)} MB，每项材料最多 ${most} 个。`}
          </li>
          <li>PDF 不能设密码。照片只保存画面，拍摄地点、时间、设备等信息自动去除。</li>
        </ul>
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
          {reusable === 0 ? null : <UseAllPapers draftId={draftId} count={reusable} />}
          <Progress label="必交材料" value={done} max={required.length} />
          <div className="gap-8 lg:grid lg:grid-cols-2">
            <ul aria-label="材料清单" className="border-t border-line-200">
              {materials.map((material) => (
                <MaterialForm key={material.id} material={material} draftId={draftId} limits={{ maxBytes, totalBytes }} reply={reply} />
              ))}
            </ul>
            <div className="lg:sticky lg:top-4 lg:self-start">
              <PageView />
            </div>
          </div>
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
