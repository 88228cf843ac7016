import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import type { FormReply } from '#app/components/form-reply'
import { InstitutionChoice } from '#app/components/institution-choice'
import { NoticeBanner } from '#app/components/notice-banner'
import { PageView } from '#app/components/page-view'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { PaperForm } from '#app/forms/institution/paper-form'
import { formReply } from '#app/http/form-input'
import { authorityWords } from '#app/http/refusal'
import { faultsByField, readUploads } from '#app/http/upload.server'
import type { RouteHandle } from '#app/root'
import { addPapers, libraryOf, removePaper } from '#app/services/library/papers.server'
import { requireOwnInstitution } from '#app/services/people/own-institution.server'
import { shellOf } from '#app/services/shell.server'
import { attachmentLimits } from '#app/services/uploads/limits'
import { prepareMaterials } from '#app/services/uploads/prepare.server'
import { formatBytes } from '#app/view/format'
import { PlainDate } from '#workflows/calendar/plain-date'

export const handle = { islands: ['upload', 'page-view'] } satisfies RouteHandle

export const meta: MetaFunction = () => [{ title: '共用材料 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, chosen, all, gap } = await requireOwnInstitution(args)
  const entries = chosen === undefined ? [] : await libraryOf(args.context.portal, chosen.id)
  return {
    shell: await shellOf(args, actor),
    chosen,
    all,
    gap: gap === undefined ? null : authorityWords(gap),
    maxBytes: attachmentLimits.maxBytes,
    totalBytes: args.context.uploadLimitBytes,
    entries: entries.map(({ papers, ...entry }) => ({
      ...entry,
      papers: papers.map(({ size, ...paper }) => ({ ...paper, size: formatBytes(size) })),
    })),
  }
}

const refused = (form: FormData, errors: FormReply['errors'], title: string, status = 422) =>
  data({ reply: formReply(form, errors), title }, { status })

export const action = async (args: ActionFunctionArgs) => {
  const { actor, chosen, gap } = await requireOwnInstitution(args)
  if (chosen === undefined) throw new Response(null, { status: 404 })
  const { portal } = args.context
  const uploads = await readUploads(args.request, attachmentLimits)
  const { form } = uploads
  if (gap !== undefined) return refused(form, {}, '授权委托书已经到期，现在只能查看', 403)
  const here = (materialId = '') => `/my/papers?institution=${encodeURIComponent(chosen.id)}#${materialId}`
  const removed = form.get('remove')
  if (typeof removed === 'string') return redirect(here(await removePaper(portal, actor, chosen.id, removed)), 303)
  const entry = (await libraryOf(portal, chosen.id)).find(({ id }) => id === form.get('materialId'))
  if (entry === undefined) throw new Response(null, { status: 400 })
  const validUntil = String(form.get(`validUntil.${entry.id}`) ?? '')
  const day = PlainDate.safeParse(validUntil)
  const prepared = await prepareMaterials(uploads.files)
  const field = `file.${entry.id}`
  const faults = [...(uploads.ok ? [] : uploads.faults), ...prepared.faults].map((fault) => ({ ...fault, field }))
  const errors: Record<string, string[]> = faultsByField(faults)
  if (prepared.files.length === 0 && faults.length === 0) errors[field] = ['请先选择文件，再点“保存”']
  if (validUntil !== '' && !day.success) errors[`validUntil.${entry.id}`] = ['请填写完整的日期，没有有效期的留空']
  if (Object.keys(errors).length > 0) return refused(form, errors, '没有保存', faults[0]?.status)
  const replaces = form.get(`replaces.${entry.id}`) === 'on'
  await addPapers(portal, actor, {
    institutionId: chosen.id,
    materialId: entry.id,
    validUntil: day.success ? day.data : null,
    replaces,
    files: prepared.files,
  })
  return redirect(here(entry.id), 303)
}

/** Papers of the legal entity: handed in once, used by every site. */
export default function Papers() {
  const { shell, chosen, all, gap, entries, maxBytes, totalBytes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary reply={answer?.reply} title={answer?.title} formErrors={answer && gap !== null ? [gap.advice] : []} />
      <h1>共用材料</h1>
      <InstitutionChoice path="/my/papers" chosen={chosen} all={all} />
      {chosen === undefined ? null : (
        <>
          <p className="mt-2 max-w-measure">
            属于单位的证照和文件，交一次，各执业地点申请时直接使用，不再要求重复提交。提交申请时交过的，也自动存到这里。从这里移除，不影响已经提交的申请。
          </p>
          <p className="mt-1 max-w-measure text-sm text-ink-600">
            PDF、JPG 或者 PNG，每个不超过 {maxBytes / 1024 / 1024} MB。只属于某个执业地点的材料，在该地点再次申请时直接使用。
          </p>
          {gap === null ? null : (
            <div className="mt-4">
              <NoticeBanner tone="warning" title={gap.title}>
                <p>{gap.advice}</p>
              </NoticeBanner>
            </div>
          )}
          <div className="mt-6 gap-8 lg:grid lg:grid-cols-2">
            <ul aria-label="共用材料" className="border-t border-line-200">
              {entries.map((entry) => (
                <PaperForm
                  key={entry.id}
                  institutionId={chosen.id}
                  entry={entry}
                  reply={answer?.reply}
                  limits={{ maxBytes, totalBytes }}
                  isReadOnly={gap !== null}
                />
              ))}
            </ul>
            <div className="lg:sticky lg:top-4 lg:self-start">
              <PageView />
            </div>
          </div>
        </>
      )}
      <p className="mt-8">
        <LinkButton href="/my">返回我的事项</LinkButton>
      </p>
    </SignedInLayout>
  )
}
