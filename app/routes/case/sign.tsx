import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { ChangedMeanwhile } from '#app/components/case/changed-meanwhile'
import { hasErrors } from '#app/components/form-reply'
import { FourAnswers } from '#app/components/four-answers'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { FormErrors } from '#app/forms/case/case-form'
import { AgencySignForm, InstitutionSignForm } from '#app/forms/case/sign-forms'
import { requireViewer } from '#app/http/viewer.server'
import type { RouteHandle } from '#app/root'
import { shellOf } from '#app/services/shell.server'
import { signViewOf } from '#app/services/sign-view.server'
import { signAction } from './sign-action.server'

export const handle = { islands: ['upload'] } satisfies RouteHandle

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'applicant', 'head')
  const view = await signViewOf(context.portal, actor, params.caseId ?? '')
  if (view === undefined) throw new Response(null, { status: 404 })
  const isShort = new URL(request.url).searchParams.has('short')
  return data({ shell: await shellOf({ request, context }, actor), view, isShort }, { status: view.isOpen ? 200 : 409 })
}

export const action = ({ request, context, params }: ActionFunctionArgs) => signAction({ request, context, caseId: params.caseId ?? '' })

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `签订${loaded?.view.text ?? '协议'} - ${loaded?.view.title ?? ''}` },
]

type View = ReturnType<typeof useLoaderData<typeof loader>>['view']

const AgreementText = ({ view }: { view: View }) =>
  view.agreement === null ? (
    <NoticeBanner tone="warning" title="协议文本正在生成">
      <p>通常几秒钟即可完成，请稍后刷新本页。</p>
    </NoticeBanner>
  ) : (
    <>
      <h2 className="mb-2 text-xl">协议文本</h2>
      <SummaryList
        rows={[
          { question: '协议编号', answer: view.agreement.number },
          ...view.terms,
          { question: '本次签章的文本', answer: view.agreement.version === 1 ? '双方均未签章的文本' : '乙方已签章的文本' },
          { question: '文本校验码（SHA-256）', answer: <span className="break-all font-mono text-sm">{view.agreement.digest}</span> },
          { question: '签章单位', answer: view.holder },
        ]}
      />
      <p className="mb-6">
        <LinkButton href={view.agreement.href}>打开协议文本（PDF）</LinkButton>
      </p>
    </>
  )

/** The agreement before it is signed: text, digest, terms, and the party's signature. */
export default function SignPage() {
  const { shell, view, isShort } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { agreement } = view
  return (
    <SignedInLayout shell={shell} current={view.party === 'agency' ? '/desk' : '/my'}>
      <p className="text-ink-600">
        <a href={`/cases/${view.caseId}`} className="inline-flex min-h-target items-center">
          {view.title}
        </a>{' '}
        · {view.stage}
      </p>
      <h1 className="mb-6">{`签订${view.text}（${view.party === 'agency' ? '甲方' : '乙方'}）`}</h1>
      {refused !== undefined && !hasErrors(refused.reply) ? <ChangedMeanwhile refused={refused} timeline={view.timeline} /> : null}
      <FormErrors reply={refused?.reply} />
      <FourAnswers {...view.position} />
      {view.isOpen ? (
        <>
          <AgreementText view={view} />
          {agreement === null ? null : view.party === 'agency' ? (
            <AgencySignForm view={{ ...view, agreement }} reply={refused?.reply} />
          ) : (
            <InstitutionSignForm view={{ ...view, agreement }} reply={refused?.reply} isShort={isShort} />
          )}
        </>
      ) : (
        <>
          <NoticeBanner tone="warning" title="现在不能签章">
            <p>这个事项现在的状态是“{view.stage}”。</p>
          </NoticeBanner>
          <LinkButton href={`/cases/${view.caseId}`}>返回事项页面</LinkButton>
        </>
      )}
    </SignedInLayout>
  )
}
