import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup, Select } from '#app/components/choice'
import { ErrorSummary } from '#app/components/error-summary'
import type { FormReply } from '#app/components/form-reply'
import { MaterialLines } from '#app/components/material-lines'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { kindChoices, serviceChoices } from '#app/forms/application-draft-choices'
import { issuesOf } from '#app/services/input-words'
import { listVersions, type MaterialsAnswer, MaterialsQuestion, materialsAnswer } from '#app/services/public/materials-guide.server'
import { publicShellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'
import { dateOf } from '#workflows/calendar/plain-date'

export const meta: MetaFunction = () => [{ title: '申请材料清单 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const { searchParams } = new URL(args.request.url)
  const shell = await publicShellOf(args)
  const today = dateOf(args.context.portal.now())
  const versions = listVersions(today)
  const services = searchParams.getAll('services')
  const kind = searchParams.get('kind') ?? ''
  const values = { kind, services }
  const asked = { ...(kind === '' ? {} : { kind }), services }
  if (!searchParams.has('kind')) return { shell, versions, reply: { values, errors: {} } satisfies FormReply, answer: null }
  const question = MaterialsQuestion.safeParse(asked)
  if (!question.success) {
    const reply: FormReply = { values, errors: issuesOf(question.error) }
    return data({ shell, versions, reply, answer: null }, { status: 422 })
  }
  return { shell, versions, reply: { values, errors: {} } satisfies FormReply, answer: materialsAnswer(question.data, today) }
}

type Version = { readonly id: string; readonly effectiveFrom: string; readonly change: string; readonly isInForce: boolean }

const Answer = ({ answer, version }: { answer: MaterialsAnswer; version: Version | undefined }) => {
  const { kindTitle, chosen, closed, filledIn, general, special, further } = answer
  return (
    <div className="mt-6 border-t-4 border-brand-600 pt-4">
      <h2>
        {kindTitle}
        {chosen.length === 0 ? '' : `：${chosen.join('、')}`}
      </h2>
      {version === undefined ? null : (
        <p className="text-ink-600">
          清单 {version.id} 版，{formatDate(version.effectiveFrom)}起施行
        </p>
      )}
      {closed.length === 0 ? null : (
        <div className="mt-4">
          <NoticeBanner tone="warning" title={`${kindTitle}不能申请${closed.join('、')}`}>
            <p>不能申请的服务没有材料要求（第六条）。</p>
          </NoticeBanner>
        </div>
      )}
      <h3 className="mb-2 mt-6">在本平台填写，不用另交</h3>
      <ul className="divide-y divide-line-200 border-y border-line-200">
        {filledIn.map(({ title, basis }) => (
          <li key={title} className="py-2">
            <p className="font-bold">{title}</p>
            <p className="text-sm text-ink-600">（依据：{basis}）</p>
          </li>
        ))}
      </ul>
      <h3 className="mb-2 mt-6">上传的材料</h3>
      <MaterialLines label="上传的材料" materials={general} />
      {special.map(({ service, items }) => (
        <section key={service}>
          <h3 className="mb-2 mt-6">申请{service}，另交</h3>
          <MaterialLines label={`申请${service}，另交`} materials={items} />
        </section>
      ))}
      {further.length === 0 ? null : <p className="mt-4 text-ink-600">申请{further.join('、')}的，各有另交的材料：在下面勾选后再查。</p>}
    </div>
  )
}

/** The closed, public list of materials with its versions: no other paper may be asked for. */
export default function MaterialsGuide() {
  const { shell, versions, reply, answer } = useLoaderData<typeof loader>()
  return (
    <PublicShell shell={shell} current="/guide/materials">
      <ErrorSummary reply={reply} />
      <h1>申请材料清单</h1>
      <p className="mt-2 max-w-measure">
        清单是公开、封闭的：清单以外的材料，经办机构不得要求提交。扫描或者拍照成 PDF、JPG、PNG 上传，每个不超过 20
        MB。以前交过、没有变化的，不用再交。
      </p>
      {answer === null ? null : <Answer answer={answer} version={versions.find(({ isInForce }) => isInForce)} />}
      <form method="get" noValidate className="mt-8">
        {answer === null ? null : <h2 className="mb-4">换一种情况再查</h2>}
        <Select name="kind" label="机构类别" required reply={reply} emptyLabel="请选择" options={kindChoices(['medical', 'pharmacy'])} />
        <CheckboxGroup name="services" label="申请的服务类别" optional reply={reply} options={serviceChoices} />
        <ButtonRow>
          <Button busyText="正在查询…">查看清单</Button>
          <LinkButton href="/can-i-apply">我能申请吗</LinkButton>
          <LinkButton href="/guide/flow/application">申请的流程</LinkButton>
        </ButtonRow>
      </form>
      <section aria-labelledby="versions" className="mt-10">
        <h2 id="versions" className="mb-3">
          清单的版本
        </h2>
        <ul className="divide-y divide-line-200 border-y border-line-200">
          {versions.map(({ id, effectiveFrom, change, isInForce }) => (
            <li key={id} className="py-2">
              <p className="font-bold">
                {id} 版{isInForce ? '（现行）' : ''}
              </p>
              <p>
                {formatDate(effectiveFrom)}起施行。{change}
              </p>
            </li>
          ))}
        </ul>
        <p className="mt-3 max-w-measure text-sm text-ink-600">提交申请时记下所依据的版本；以后清单有变化，不影响已经提交的申请。</p>
      </section>
    </PublicShell>
  )
}
