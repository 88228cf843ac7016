import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { CaseTimeline } from '#app/components/case/case-timeline'
import { ChangedMeanwhile, TypedText } from '#app/components/case/changed-meanwhile'
import { hasErrors } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { CommandFormView } from '#app/forms/case/case-form'
import { commandForm, fileFieldsOf, isPagedCommand, type PagedCommand, takesFiles } from '#app/forms/case/registry'
import { requireViewer } from '#app/http/viewer.server'
import type { RouteHandle } from '#app/root'
import { commandPageOf } from '#app/services/command-page.server'
import { keepLateUpload } from '#app/services/late-uploads.server'
import { shellOf } from '#app/services/shell.server'
import { fileCommandAction, pagedCommandAction } from './command-actions.server'

const getCommand = (name: string | undefined): PagedCommand => {
  if (name === undefined || !isPagedCommand(name)) throw new Response(null, { status: 404 })
  return name
}

export const handle = { islands: ['upload'] } satisfies RouteHandle

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const command = getCommand(params.command)
  const actor = await requireViewer({ request, context })
  const answer = await commandPageOf(context.portal, actor, params.caseId ?? '', command)
  if (answer.state === 'notFound') throw new Response(null, { status: 404 })
  if (answer.state === 'forbidden') throw new Response(null, { status: 403 })
  const shell = await shellOf({ request, context }, actor)
  const isOpen = answer.state === 'open'
  return data({ shell, command, isOpen, page: answer.page }, { status: isOpen ? 200 : 409 })
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const command = getCommand(params.command)
  const form = commandForm(command)
  if (takesFiles(form)) await keepLateUpload({ request, context }, params.caseId ?? '', Object.keys(fileFieldsOf(form)))
  const actor = await requireViewer({ request, context })
  const asked = { request, context, actor, caseId: params.caseId ?? '', command }
  return takesFiles(form) ? fileCommandAction(asked) : pagedCommandAction(asked)
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: loaded === undefined ? '办理' : `${commandForm(loaded.command).title} - ${loaded.page.title}` },
]

/** One command on one case: its form, or why it cannot be given now. */
export default function CommandRoute() {
  const { shell, command, isOpen, page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { pathname } = useLocation()
  const form = commandForm(command)
  const showsWhy = refused !== undefined && !hasErrors(refused.reply)
  return (
    <SignedInLayout shell={shell} current={shell.home}>
      <p className="text-ink-600">
        <a href={`/cases/${page.caseId}`} className="inline-flex min-h-target items-center">
          {page.title}
        </a>{' '}
        · {page.stage}
      </p>
      <h1 className="mb-6">{form.title}</h1>
      {showsWhy ? <ChangedMeanwhile refused={refused} timeline={page.timeline} /> : null}
      {isOpen ? (
        <CommandFormView form={form} path={pathname} reply={refused?.reply} page={page} />
      ) : (
        <>
          {refused === undefined ? (
            <NoticeBanner tone="warning" title="当前阶段不能办理这一步">
              <p>这个事项现在的状态是“{page.stage}”。请查看最近的办理记录，或者返回事项页面。</p>
            </NoticeBanner>
          ) : (
            <TypedText refused={refused} />
          )}
          <h2 className="mb-4 text-xl">最近的办理记录</h2>
          <CaseTimeline lines={page.timeline.slice(0, 5)} />
          <LinkButton href={`/cases/${page.caseId}`}>返回事项页面</LinkButton>
        </>
      )}
    </SignedInLayout>
  )
}
