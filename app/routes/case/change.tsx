import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { ChangedMeanwhile } from '#app/components/case/changed-meanwhile'
import { hasErrors } from '#app/components/form-reply'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { FileForm, FormErrors, MATERIAL_MAX_BYTES } from '#app/forms/case/case-form'
import { CounterFields } from '#app/forms/case/counter-fields'
import { KeptFields } from '#app/forms/case/kept-files'
import { counterFiles } from '#app/forms/case/registry'
import { FilingFields } from '#app/forms/change/filing-fields'
import { ChangeStartForm } from '#app/forms/change/start-form'
import { type CommandReply, commandAction } from '#app/http/command-action.server'
import { commandIdOf, donePath, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import type { RouteHandle } from '#app/root'
import { atFields, changeFilingOf, filingInput } from '#app/services/change/change-filing.server'
import { faultyUpload, readCommandUpload, withKept } from '#app/services/command-upload.server'
import { keepLateUpload } from '#app/services/late-uploads.server'
import { shellOf } from '#app/services/shell.server'
import { named } from './command-actions.server'

export const handle = { islands: ['upload'] } satisfies RouteHandle

const fields = { files: 'many', ...counterFiles } as const

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'applicant', 'officer')
  const { searchParams } = new URL(request.url)
  const filing = await changeFilingOf(context.portal, actor, params.caseId ?? '', searchParams)
  if (filing === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, actor), page: filing.page }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const ownerId = params.caseId ?? ''
  await keepLateUpload({ request, context }, ownerId, Object.keys(fields))
  const actor = await requireViewer({ request, context }, 'applicant', 'officer')
  const { portal } = context
  const mayStore = (await changeFilingOf(portal, actor, ownerId, new FormData())) !== undefined
  const upload = await readCommandUpload(request, context, { ownerId, fields, mayStore })
  const { form, kept } = upload
  // A second click means the same report: its case bears the name of the command.
  const caseId = `change-${commandIdOf(form) ?? ''}`
  const known = await portal.read.eventLog.findByCommandId(commandIdOf(form) ?? '')
  if (known !== undefined && known.actor_id === actor.id) return redirect(`/cases/${known.case_id}?done=-1`, 303)
  const filing = await changeFilingOf(portal, actor, ownerId, form)
  if (filing === undefined) throw new Response(null, { status: 404 })
  const { page, start } = filing
  const again = (reply: CommandReply, status: number) => data({ ...withKept(reply, kept), page }, { status })
  if (start === undefined) return again({ reply: { values: {}, errors: {} }, title: '请先选择变更的事项', advice: '' }, 422)
  const faulty = faultyUpload(upload)
  if (faulty !== undefined) return again(faulty.data, 422)
  const isOpening = page.command === 'fileChange'
  const answer = named(
    await commandAction({
      context,
      actor,
      caseId: isOpening ? caseId : ownerId,
      command: page.command,
      form,
      input: filingInput({ ...filing, start }, formInput(form), { fields, kept }),
      next: isOpening ? `/cases/${caseId}?done=-1` : donePath(`/cases/${ownerId}`, form),
    }),
  )
  if (!('data' in answer)) return answer
  const { reply, ...words } = answer.data
  return again({ ...words, reply: { ...reply, errors: atFields(reply.errors, start) } }, answer.init?.status ?? 422)
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: `申请变更 - ${loaded?.page.title ?? ''}` }]

/** A change of a licence or of what was agreed, reported in two steps; the second asks for what the first named. */
export default function ChangeFilingPage() {
  const loaded = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { pathname } = useLocation()
  const page = refused?.page ?? loaded.page
  const { step } = page
  const isAboutFields = refused !== undefined && hasErrors(refused.reply)
  return (
    <SignedInLayout shell={loaded.shell} current={loaded.shell.home}>
      <p className="text-ink-600">
        <a href={`/cases/${page.agreementId}`} className="inline-flex min-h-target items-center">
          {page.title}
        </a>{' '}
        · 协议编号 {page.agreementNumber}
      </p>
      <h1 className="mb-6">申请变更</h1>
      {refused !== undefined && !isAboutFields ? <ChangedMeanwhile refused={refused} timeline={[]} /> : null}
      {step === null ? (
        <ChangeStartForm page={page} />
      ) : (
        <>
          <FormErrors reply={refused?.reply} />
          <p className="mb-6">
            变更事项：{step.items.map(({ title }) => title).join('、')}。{' '}
            <a href={`${pathname}?${step.backQuery}`} className="inline-flex min-h-target items-center">
              修改事项和证照日期
            </a>
          </p>
          <FileForm page={page} path={pathname} maxBytes={MATERIAL_MAX_BYTES}>
            <KeptFields reply={refused?.reply} />
            {step.hidden.map(([name, value]) => (
              <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
            ))}
            {page.isAtCounter ? <CounterFields reply={refused?.reply} /> : null}
            <FilingFields step={step} reply={refused?.reply} />
            <ButtonRow>
              <Button>{step.isSmall ? '提交变更' : '提交变更申请'}</Button>
              <LinkButton href={`/cases/${page.caseId}`}>返回，不申请</LinkButton>
            </ButtonRow>
          </FileForm>
        </>
      )}
    </SignedInLayout>
  )
}
