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
import { deliveriesOf, handleDelivery } from '#app/services/delivery/deliveries-view.server'
import { sendAgain } from '#app/services/delivery/send-again.server'
import { shellOf } from '#app/services/shell.server'
import { closedChannels, type SetUp } from '#app/view/channels'
import { pageNumber } from '#app/view/page-number'

export const meta: MetaFunction = () => [{ title: '通知发送 - 经办机构' }]

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

/** What of the channels is not open, and that a demonstration sends nothing. */
const SetUpNotes = ({ mail, sms }: { mail: SetUp; sms: SetUp }) => {
  const closed = closedChannels({ mail, sms })
  return (
    <>
      {closed === '' ? null : (
        <NoticeBanner title={`本平台没有开通${closed}`}>
          <p>现在不发送{closed}，其他方式照常。需要开通的，请联系系统管理员。</p>
        </NoticeBanner>
      )}
      {sms === 'demo' ? (
        <NoticeBanner title="演示环境不真正发送短信">
          <p>下面列出会发给谁、写什么。正式运行时由系统管理员接入短信服务。</p>
        </NoticeBanner>
      ) : null}
    </>
  )
}

/** E-mails and text messages of the agency: those that did not arrive as tasks, and the log of all others. */
export default function Deliveries() {
  const { shell, mayHandle, done, mail, sms, failed, log, total, page, pageCount } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/desk/deliveries">
      <Refused refused={refused} />
      {done !== null && refused === undefined ? <NoticeBanner tone="success" title={done} live /> : null}
      <h1 className="mb-2">通知发送</h1>
      <p className="mb-6 max-w-measure">
        平台内的通知同时按各人的设置发邮件和短信提醒。没有发到的，由经办人员用电话等方式通知到本人，并记录经过。邮件和短信只是提醒，文书是否送达以平台内的记录为准。
      </p>
      <SetUpNotes {...{ mail, sms }} />
      <section aria-labelledby="failed">
        <h2 id="failed" className="mb-3 text-xl">
          没有发到{failed.length === 0 ? '' : `（${failed.length} 条）`}
        </h2>
        {failed.length === 0 ? (
          <EmptyState title="没有发不到的通知">邮件或者短信发不出去、对方不接受时，会列在这里，由经办人员用其他方式通知。</EmptyState>
        ) : (
          failed.map((delivery) => <FailedDeliveryCard key={delivery.id} {...{ delivery, mayHandle, reply: refused?.reply }} />)
        )}
      </section>
      {total === 0 ? null : (
        <div className="mt-10">
          <DeliveryLog log={log} total={total} />
          <Pager page={page} pageCount={pageCount} hrefOf={(next) => `/desk/deliveries?page=${next}`} total={`共 ${total} 条`} />
        </div>
      )}
    </SignedInLayout>
  )
}
