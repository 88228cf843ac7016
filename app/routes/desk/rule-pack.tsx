import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonRow, LinkButton } from '#app/components/button'
import { JustDone } from '#app/components/just-done'
import { NoticeBanner } from '#app/components/notice-banner'
import { PackGroups } from '#app/components/rules/pack-groups'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { Tag } from '#app/components/tag'
import { requireViewer } from '#app/http/viewer.server'
import { findJustDone } from '#app/services/just-done.server'
import { mayDraftRules, packView, releaseActions } from '#app/services/rules/packs-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'
import { packStates } from '#app/view/rules'

export const meta: MetaFunction = () => [{ title: '规则版本的各项规则' }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  const pack = await packView(context.portal, viewer, params.caseId ?? '')
  if (pack === undefined) throw new Response(null, { status: 404 })
  const { portal } = context
  return {
    shell: await shellOf({ request, context }, viewer),
    pack,
    mayDryRun: mayDraftRules(viewer),
    actions: pack.release === null ? [] : await releaseActions(portal, viewer, pack.release.caseId),
    done: pack.release === null ? null : await findJustDone(portal, viewer, pack.release.caseId, request.url),
  }
}

/** One version of the rules: every value with its article and with what it replaces. */
export default function RulePackPage() {
  const { shell, pack, actions, done, mayDryRun } = useLoaderData<typeof loader>()
  const { release } = pack
  return (
    <SignedInLayout shell={shell} current="/desk/rules">
      <JustDone what={done} />
      <h1>{pack.title}</h1>
      <SummaryList
        rows={[
          { question: '版本', answer: <span className="break-all font-mono text-sm">{pack.id}</span> },
          { question: '状态', answer: <Tag tone={packStates[pack.state].tone}>{packStates[pack.state].label}</Tag> },
          {
            question: '施行日期',
            answer: `${formatDate(pack.from)}起${pack.to === null ? '，没有载明截止日期' : `，有效期至${formatDate(pack.to)}`}`,
          },
          { question: '在办事项', answer: `${pack.openCases} 件` },
          ...(pack.basedOn === null
            ? []
            : [
                {
                  question: '与基础版本相比',
                  answer: pack.changed === 0 ? `${pack.basedOn}，没有修改` : `${pack.basedOn}，修改 ${pack.changed} 项`,
                },
              ]),
        ]}
      />
      {release?.mayAmend === true ? (
        <NoticeBanner tone="info" title={release.stage === 'checked' ? '已经核对：再修改任何一项，须重新核对' : '草稿：公布以前不生效'}>
          <p>逐项修改后，由没有参与起草、修改的另一人核对并公布。</p>
        </NoticeBanner>
      ) : null}
      {release === null ? null : (
        <ButtonRow>
          {actions.map(({ href, label, isMain }) => (
            <LinkButton key={href} href={href} tone={isMain ? 'primary' : 'secondary'}>
              {label}
            </LinkButton>
          ))}
          <LinkButton href={`/cases/${release.caseId}`}>办理记录</LinkButton>
          {mayDryRun ? <LinkButton href={`/desk/rules/${release.caseId}/dry-run`}>对在办事项的影响</LinkButton> : null}
        </ButtonRow>
      )}
      <p className="mb-3 mt-6 max-w-measure">标“草案”的，管理办法没有写明具体数值，采用平台建议值，待经办机构确认。</p>
      <PackGroups groups={pack.groups} />
    </SignedInLayout>
  )
}
