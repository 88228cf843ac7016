import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { NoticeBanner } from '#app/components/notice-banner'
import { Progress } from '#app/components/progress'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { type Task, TaskList } from '#app/components/task-list'
import { DraftHead } from '#app/forms/application-draft-frame'
import { draftHref, draftPages } from '#app/forms/application-draft-pages'
import { materialsOf } from '#app/services/attachments-store.server'
import { chosenServices, requireDraft } from '#app/services/drafts.server'
import { pageStates } from '#app/services/institution-answers.server'
import { progressOf } from '#app/services/institution-dashboard.server'
import { judgeScores } from '#app/services/institution-scores.server'
import { shellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'

export const meta: MetaFunction = () => [{ title: '申请目录 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, draft, isAtCounter } = await requireDraft(args, args.params.draftId)
  const hasServices = chosenServices(draft).length > 0
  const scores = judgeScores(draft)
  const materials = hasServices ? materialsOf(draft).filter(({ requirement }) => requirement === 'required') : []
  const lacking = materials.filter(({ files }) => files.length === 0).length
  return {
    shell: await shellOf(args, actor),
    draftId: draft.id,
    isAtCounter,
    siteName: draft.site.name,
    institutionName: draft.institution.name,
    updatedAt: draft.updatedAt,
    hasServices,
    pages: [...pageStates(draft)],
    scores: { state: scores.state, answered: scores.total.answered, expected: scores.total.expected },
    materials: { required: materials.length, lacking, uploaded: draft.attachments.length },
    progress: progressOf(draft),
  }
}

export default function Apply() {
  const { shell, draftId, isAtCounter, siteName, institutionName, updatedAt, hasServices, pages, scores, materials, progress } =
    useLoaderData<typeof loader>()
  const isComplete = progress.done === progress.steps
  const tasks: Task[] = [
    ...draftPages.map(({ id, title }): Task => {
      const page = pages.find((candidate) => candidate.id === id)
      const hint = page?.state === 'fix' ? `还有 ${page.open} 处需要填写或者更正` : undefined
      return { label: title, state: page?.state ?? 'empty', href: draftHref(draftId, id), hint }
    }),
    {
      label: '按评估标准自评',
      state: hasServices ? scores.state : 'locked',
      href: hasServices ? draftHref(draftId, 'self-evaluation') : undefined,
      hint: hasServices ? `已填 ${scores.answered} 项，共 ${scores.expected} 项` : '先选择服务类别，才知道按哪些项目自评',
    },
    {
      label: '上传材料',
      state: !hasServices ? 'locked' : materials.lacking === 0 ? 'filled' : materials.uploaded > 0 ? 'fix' : 'empty',
      href: hasServices ? draftHref(draftId, 'materials') : undefined,
      hint: hasServices ? `必交 ${materials.required} 项，还差 ${materials.lacking} 项` : '先选择服务类别，才知道要交哪些材料',
    },
    ...(isComplete
      ? []
      : [
          {
            label: '核对并提交',
            state: 'locked',
            href: draftHref(draftId, 'check'),
            hint: '各步都填好后提交；现在可以看还差什么',
          } satisfies Task,
        ]),
  ]
  const next = tasks.find(({ state, href }) => href !== undefined && (state === 'empty' || state === 'fix'))
  return (
    <SignedInLayout shell={shell} current="/my">
      <DraftHead draftId={draftId} siteName={siteName} title="申请协议管理">
        <p>
          申请单位：{institutionName}。本申请只针对这一个执业地点（第八条）。每一步填到哪里都可以保存，以后再填；最近保存于{' '}
          {formatInstant(updatedAt)}。
        </p>
      </DraftHead>
      {isAtCounter ? (
        <NoticeBanner title="代为录入（当事人到窗口办理）">
          <p>
            按当事人的纸质材料录入，不替当事人作判断。录完以后在“核对并提交”上传签名材料的扫描件。
            <a href="/desk/counter">返回窗口收件</a>
          </p>
        </NoticeBanner>
      ) : null}
      <Progress label="完成情况" value={progress.done} max={progress.steps} unit="步" />
      <TaskList label="申请的各步" tasks={tasks} />
      {isComplete ? (
        <NoticeBanner tone="success" title="各步都已填好">
          <p>请核对后提交。{isAtCounter ? '提交以前，草稿只有本单位和本窗口能看到' : '提交以前，草稿只有本单位能看到'}，不算提出申请。</p>
        </NoticeBanner>
      ) : null}
      <LinkButton href={next?.href ?? draftHref(draftId, 'check')} tone="primary">
        {next === undefined ? '核对并提交' : `继续填写：${next.label}`}
      </LinkButton>
    </SignedInLayout>
  )
}
