import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { RadioGroup } from '#app/components/choice'
import { ErrorSummary } from '#app/components/error-summary'
import { HiddenFields } from '#app/components/field-parts'
import { type FormReply, hasErrors } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { FileForm, FormErrors, MATERIAL_MAX_BYTES } from '#app/forms/case/case-form'
import { KeptFields } from '#app/forms/case/kept-files'
import { ProposalFields, WayOf } from '#app/forms/ending/proposal-fields'
import { commandAction } from '#app/http/command-action.server'
import { commandIdOf, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import type { RouteHandle } from '#app/root'
import { named } from '#app/routes/case/command-actions.server'
import { withFiles } from '#app/services/command-files.server'
import { faultyUpload, readCommandUpload, withKept } from '#app/services/command-upload.server'
import { atLines, endingStartOf, factLines, proposalInput } from '#app/services/ending/start.server'
import { KEPT_FIELD, keepLateUpload, LOST_FIELD } from '#app/services/late-uploads.server'
import { shellOf } from '#app/services/shell.server'

export const handle = { islands: ['upload'] } satisfies RouteHandle

const command = 'proposeEnding' as const
const fields = { evidence: 'many' } as const

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const { searchParams } = new URL(request.url)
  const page = await endingStartOf(context.portal, actor, params.caseId ?? '', { command, ground: searchParams.get('ground') })
  if (page === undefined) throw new Response(null, { status: 404 })
  const errors = searchParams.has('next') && page.step === null ? { ground: ['请选择解除（终止）的情形'] } : {}
  return { shell: await shellOf({ request, context }, actor), page, asked: { values: {}, errors } satisfies FormReply, lines: factLines }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const agreementId = params.caseId ?? ''
  await keepLateUpload({ request, context }, agreementId, Object.keys(fields))
  const actor = await requireViewer({ request, context }, 'officer')
  const mayStore = (await endingStartOf(context.portal, actor, agreementId, { command, ground: null })) !== undefined
  const upload = await readCommandUpload(request, context, { ownerId: agreementId, fields, mayStore })
  const { form, kept } = upload
  const page = await endingStartOf(context.portal, actor, agreementId, { command, ground: form.get('ground') })
  if (page === undefined) throw new Response(null, { status: 404 })
  const faulty = faultyUpload(upload)
  if (faulty !== undefined) return data({ ...faulty.data, page }, faulty.init ?? {})
  const { [KEPT_FIELD]: _kept, [LOST_FIELD]: _lost, ...typed } = formInput(form)
  const { input, lines } = proposalInput(typed)
  // A second click means the same proposal: its case bears the name of the command.
  const caseId = `ending-${commandIdOf(form) ?? ''}`
  const answer = named(
    await commandAction({
      context,
      actor,
      caseId,
      command,
      form,
      input: withFiles({ ...input, agreementId }, fields, kept),
      next: `/cases/${caseId}?done=-1`,
    }),
  )
  if (!('data' in answer)) return answer
  const { reply, ...words } = withKept(answer.data, kept)
  return data({ ...words, reply: { ...reply, errors: atLines(reply.errors, lines) }, page }, answer.init ?? {})
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: `解除（终止）协议 - ${loaded?.page.title ?? ''}` }]

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** First the ground from the articles, each with what its facts must show. */
const GroundForm = ({ page, asked }: Pick<Loaded, 'page' | 'asked'>) => (
  <form method="get" noValidate>
    <HiddenFields values={{ next: 1 }} />
    <RadioGroup name="ground" label="解除（终止）的情形" required options={page.grounds} reply={asked} />
    <p className="mb-6 max-w-measure">
      变更协商不成、逾期未申请变更的终止（第十五条），在那一件变更中由负责人决定后自动立件，不在这里提出。多家机构没有同意因规定变化而提出的变更的（第十八条），可以
      <a href="/desk/endings/new">批量提出解除</a>。
    </p>
    <ButtonRow>
      <Button busyText="正在打开…">下一步</Button>
      <LinkButton href={`/cases/${page.agreementId}`}>返回，不办理</LinkButton>
    </ButtonRow>
  </form>
)

/** 第十五至十九条: the ground first, then the facts one by one, what they rest on, and the evidence. */
export default function EndAgreementPage() {
  const { shell, page: loaded, asked, lines } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { pathname } = useLocation()
  const page = refused?.page ?? loaded
  const { step, running } = page
  return (
    <SignedInLayout shell={shell} current={shell.home}>
      {step === null ? <ErrorSummary reply={asked} /> : <FormErrors reply={refused?.reply} />}
      <p className="text-ink-600">
        <a href={`/cases/${page.agreementId}`} className="inline-flex min-h-target items-center">
          {page.title}
        </a>
      </p>
      <h1 className="mb-6">解除（终止）协议</h1>
      {refused === undefined || hasErrors(refused.reply) ? null : (
        <NoticeBanner tone="warning" title={refused.title} live>
          <p>{refused.advice}</p>
        </NoticeBanner>
      )}
      {running === null ? null : (
        <NoticeBanner tone="warning" title="这份协议已经有正在办理的解除（终止）">
          <p>
            请在<a href={`/cases/${running.id}`}>{running.title}</a>中办理，不要重复提出。
          </p>
        </NoticeBanner>
      )}
      <SummaryList rows={page.agreement} />
      {step === null ? (
        <GroundForm page={page} asked={asked} />
      ) : (
        <>
          <WayOf step={step} />
          <p className="mb-6">
            <a href={pathname} className="inline-flex min-h-target items-center">
              换一种情形
            </a>
          </p>
          <FileForm page={{ revision: 0, commandId: page.commandId }} path={pathname} maxBytes={MATERIAL_MAX_BYTES}>
            <KeptFields reply={refused?.reply} />
            <HiddenFields values={{ ground: step.ground }} />
            <ProposalFields step={step} today={page.today} latest={page.latest} lines={lines} reply={refused?.reply} />
            <ButtonRow>
              <Button tone={step.path === 'consensual' ? 'primary' : 'danger'}>
                {step.path === 'noticeFirst' ? '提出，并向机构发出告知书' : '提出'}
              </Button>
              <LinkButton href={`/cases/${page.agreementId}`}>返回，不办理</LinkButton>
            </ButtonRow>
          </FileForm>
        </>
      )}
    </SignedInLayout>
  )
}
