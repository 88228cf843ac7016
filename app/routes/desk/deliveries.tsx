import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EmptyState } from '#app/components/empty-state'
import { NoticeBanner } from '#app/components/notice-banner'
import { Pager } from '#app/components/pager'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Refused } from '#app/forms/command-form'
import { DeliveryLog, FailedDeliveryCard } from '#app/forms/delivery'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { deliveriesOf, handleDelivery } from '#app/services/mail/deliveries-view.server'
import { sendAgain } from '#app/services/mail/send-again.server'
import { shellOf } from '#app/services/shell.server'
import { pageNumber } from '#app/view/page-number'

export const meta: MetaFunction = () => [{ title: '通知邮件 - 经办机构' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const actor = await requireViewer(args, 'officer', 'head')
  const { searchParams } = new URL(args.request.url)
  const page = pageNumber(searchParams)
  return {
    shell: await shellOf(args, actor),
    mayHandle: actor.roles.includes('officer'),
    done: searchParams.has('saved') ? '已记录通知情况' : searchParams.has('again') ? '已重新排队，几秒钟内发出' : null,
    ...(await deliveriesOf(args.context.portal, actor, page)),
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const actor = await requireViewer(args, 'officer')
  const form = await args.request.formData()
  const { portal, logger } = args.context
  const input = formInput(form)
  const isAgain = input.task === 'sendAgain'
  const outcome = isAgain ? await sendAgain(portal, actor, String(input.delivery ?? '')) : await handleDelivery(portal, actor, input)
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  logger.info({ actor: actor.id, delivery: outcome.value }, isAgain ? 'failed delivery queued again' : 'failed delivery handled')
  return redirect(`/desk/deliveries?${isAgain ? 'again' : 'saved'}=1`, 303)
}

/** E-mails of the agency: those that did not arrive as tasks, and the log of all others. */
export default function Deliveries() {
  const { shell, mayHandle, done, isMailSetUp, failed, log, total, page, pageCount } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/desk/deliveries">
      <Refused refused={refused} />
      {done !== null && refused === undefined ? <NoticeBanner tone="success" title={done} live /> : null}
      <h1 className="mb-2">通知邮件</h1>
      <p className="mb-6 max-w-measure">
        平台内的通知同时发邮件提醒。邮件没有发到的，由经办人员用电话等方式通知到本人，并记录经过。邮件只是提醒，文书是否送达以平台内的记录为准。
      </p>
      {isMailSetUp ? null : (
        <NoticeBanner title="本平台没有开通电子邮件">
          <p>现在不发送邮件，通知只在平台内查看。需要开通的，请联系系统管理员。</p>
        </NoticeBanner>
      )}
      <section aria-labelledby="failed">
        <h2 id="failed" className="mb-3 text-xl">
          没有发到{failed.length === 0 ? '' : `（${failed.length} 封）`}
        </h2>
        {failed.length === 0 ? (
          <EmptyState title="没有发不到的邮件">邮件发不出去或者对方不接受时，会列在这里，由经办人员用其他方式通知。</EmptyState>
        ) : (
          failed.map((delivery) => <FailedDeliveryCard key={delivery.id} {...{ delivery, mayHandle, reply: refused?.reply }} />)
        )}
      </section>
      {total === 0 ? null : (
        <div className="mt-10">
          <DeliveryLog log={log} total={total} />
          <Pager page={page} pageCount={pageCount} hrefOf={(next) => `/desk/deliveries?page=${next}`} total={`共 ${total} 封`} />
        </div>
      )}
    </SignedInLayout>
  )
}
