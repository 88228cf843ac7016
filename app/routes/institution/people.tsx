import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonRow, LinkButton } from '#app/components/button'
import { InstitutionChoice } from '#app/components/institution-choice'
import { NoticeBanner } from '#app/components/notice-banner'
import { OneTimePassword, oneTimeAdvice } from '#app/components/one-time-password'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { EndedLetters, PersonList } from '#app/forms/institution/person-list'
import { mayGiveLetter, peopleOf } from '#app/services/people/members.server'
import { giveAnotherPassword } from '#app/services/people/one-time-password.server'
import { requireOwnInstitution } from '#app/services/people/own-institution.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '人员与授权 - 东营市医保定点协议管理平台' }]

const notices: Readonly<Record<string, string>> = {
  letter: '新的授权委托书已经保存，从现在起有效',
  ended: '授权已经结束：对方现在不能再查看和办理本单位的事项',
  added: '已添加',
}

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, chosen, all } = await requireOwnInstitution(args)
  const view = chosen && (await peopleOf(args.context.portal, actor, chosen.id))
  return {
    shell: await shellOf(args, actor),
    chosen,
    all,
    view,
    notice: notices[new URL(args.request.url).searchParams.get('done') ?? ''],
    changeable: view?.people.filter(({ accountId }) => mayGiveLetter(view, actor, accountId)).map(({ accountId }) => accountId) ?? [],
  }
}

/** The page holds one kind of form only: another password for somebody who has never used the first. */
export const action = async (args: ActionFunctionArgs) => {
  const { actor, chosen } = await requireOwnInstitution(args)
  const form = await args.request.formData()
  const accountId = String(form.get('accountId') ?? '')
  const view = chosen && (await peopleOf(args.context.portal, actor, chosen.id))
  if (view?.people.some((person) => person.accountId === accountId) !== true) throw new Response(null, { status: 404 })
  const outcome = await giveAnotherPassword(args.context.portal, { actor, accountId, mayManage: view.mayManage })
  if (!outcome.ok) throw new Response(null, { status: outcome.refusal.code === 'forbidden' ? 403 : 404 })
  args.context.logger.info({ actor: actor.id, account: accountId }, 'one-time password given again')
  // Shown this once and stored nowhere in clear.
  return data({ given: outcome.value }, { headers: { 'Cache-Control': 'no-store' } })
}

/** Who acts for the institution: the legal representative, and handlers by their letters of authority. */
export default function People() {
  const { shell, chosen, all, view, notice, changeable } = useLoaderData<typeof loader>()
  const given = useActionData<typeof action>()?.given
  const query = chosen === undefined ? '' : `?institution=${encodeURIComponent(chosen.id)}`
  return (
    <SignedInLayout shell={shell} current="/my">
      {notice === undefined ? null : <NoticeBanner tone="success" title={notice} live />}
      {given === undefined ? null : <OneTimePassword account={given}>{oneTimeAdvice}</OneTimePassword>}
      <h1>人员与授权</h1>
      <InstitutionChoice path="/my/people" chosen={chosen} all={all} />
      {view === undefined ? null : (
        <>
          <p className="mb-6 mt-2 max-w-measure">
            草稿和事项属于单位，不属于个人：换了经办人，接手的人看到的与原来完全一样。每个经办人用自己的账号，不要共用。
          </p>
          <PersonList
            people={view.people}
            hrefOf={(accountId) => (changeable.includes(accountId) ? `/my/people/${accountId}${query}` : undefined)}
          />
          {view.mayManage ? (
            <ButtonRow>
              <LinkButton href={`/my/people/new${query}`} tone="primary">
                添加经办人
              </LinkButton>
            </ButtonRow>
          ) : null}
          {view.hasLegalRepresentative ? null : (
            <NoticeBanner title="法定代表人还没有账号">
              <p>有了法定代表人的账号，才能添加、更换经办人。</p>
              {view.mayBringLegalRepresentative ? (
                <p>
                  <a href={`/my/people/new${query}`} className="inline-flex min-h-target items-center">
                    添加法定代表人
                  </a>
                </p>
              ) : null}
            </NoticeBanner>
          )}
          {view.mayManage || !view.hasLegalRepresentative ? null : (
            <p className="max-w-measure text-ink-600">添加、更换经办人和换发授权委托书，由法定代表人登录后办理。</p>
          )}
          <EndedLetters ended={view.ended} />
        </>
      )}
      <p className="mt-8">
        <LinkButton href="/my">返回我的事项</LinkButton>
      </p>
    </SignedInLayout>
  )
}
