import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup, RadioGroup } from '#app/components/choice'
import { DateExplained } from '#app/components/date-explained'
import { ErrorSummary } from '#app/components/error-summary'
import { TextArea, TextInput } from '#app/components/field'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { SummaryList } from '#app/components/summary-list'
import { EvidenceField } from '#app/forms/evidence-field'
import type { CommandReply } from '#app/http/command-action.server'
import { COMMAND_ID_FIELD } from '#app/http/form-input'
import { useTokenedAction } from '#app/http/form-token'
import { findViewer } from '#app/http/viewer.server'
import { findObjectable } from '#app/services/public/notices.server'
import { ownInstitutionOf } from '#app/services/public/objections.server'
import { publicShellOf } from '#app/services/shell.server'
import { evidenceField, evidenceLimits } from '#app/services/uploads/limits'
import { noticeTitle } from '#app/view/notice-words'
import { objectionAction } from './objection-action.server'

export const meta: MetaFunction = () => [{ title: '提出异议 - 东营市医保定点协议管理平台' }, { name: 'robots', content: 'noindex' }]

async function getObjectable({ request, context, params }: Pick<LoaderFunctionArgs, 'request' | 'context' | 'params'>) {
  const { documentId = '', caseId = '' } = params
  const found = await findObjectable(context.portal, documentId, caseId)
  if (found === undefined) throw new Response(null, { status: 404 })
  const viewer = await findViewer({ request, context })
  const institution = viewer && (await ownInstitutionOf(context.portal, viewer, caseId))
  return { ...found, path: `/notices/${documentId}/object/${caseId}`, documentId, caseId, viewer, institution }
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { notice, name, address, isOpen, due, documentId, path, institution } = await getObjectable({ request, context, params })
  return {
    shell: await publicShellOf({ request, context }),
    subject: { documentId, path, title: noticeTitle(notice), agency: notice.agency, due, name, address, isOpen },
    ownName: institution ?? null,
    commandId: context.portal.newId(),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { caseId, isOpen, path, viewer, institution } = await getObjectable({ request, context, params })
  const own = institution === undefined ? undefined : viewer
  return objectionAction({ request, context, caseId, isOpen, own, receiptPath: (commandId) => `${path}/receipt/${commandId}` })
}

export default function ObjectionPage() {
  const { shell, subject, ownName, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <PublicShell shell={shell} current="/notices">
      <h1 className="mb-4">{ownName === null ? '对评估结果提出异议' : '申请结果复核'}</h1>
      {refused === undefined ? null : <Refusal {...refused} />}
      <SummaryList
        rows={[
          { question: ownName === null ? '被提出异议的机构' : '申请复核的机构', answer: `${subject.name}（${subject.address}）` },
          { question: '公示', answer: `${subject.agency} ${subject.title}` },
          ...(subject.due === null ? [] : [{ question: '截止时间', answer: <DateExplained {...subject.due} /> }]),
        ]}
      />
      {ownName === null ? null : (
        <p className="mb-6 max-w-measure">
          对本机构的评估结果有异议的，在公示期内写明事实和理由，由未参加本次评估的两名工作人员复核。核查期间本机构暂不签约，公示期照常进行。（第九条（四））
        </p>
      )}
      {subject.isOpen || refused !== undefined ? (
        <ObjectionForm
          path={subject.path}
          back={`/notices/${subject.documentId}`}
          ownName={ownName}
          commandId={commandId}
          refused={refused}
        />
      ) : (
        <NoticeBanner tone="warning" title="公示期已满，不再接收异议">
          <p>
            发现机构有违规行为的，可以向经办机构举报投诉。<a href={`/notices/${subject.documentId}`}>返回公示</a>
          </p>
        </NoticeBanner>
      )}
    </PublicShell>
  )
}

type ObjectionFormProps = {
  readonly path: string
  readonly back: string
  readonly ownName: string | null
  readonly commandId: string
  readonly refused: CommandReply | undefined
}

const ObjectionForm = ({ path, back, ownName, commandId, refused }: ObjectionFormProps) => {
  const reply = refused?.reply
  return (
    <form method="post" encType="multipart/form-data" noValidate action={useTokenedAction(path)} data-max-bytes={evidenceLimits.maxBytes}>
      <input type="hidden" name={COMMAND_ID_FIELD} value={commandId} />
      {ownName === null ? (
        <RadioGroup
          name="signed"
          label="怎样提出"
          required
          defaultValue="named"
          reply={reply}
          options={[
            { value: 'named', label: '实名提出异议', hint: '核查期间被提出异议的机构暂不签约；您会得到书面答复。姓名和电话依法保密。' },
            {
              value: 'anonymous',
              label: '不留姓名，作为线索提供',
              hint: '不用填写姓名和电话。线索由经办机构核实，不影响签约，也没有书面答复。',
            },
          ]}
        />
      ) : null}
      <TextInput
        name="name"
        label="真实姓名或者单位名称"
        hint={ownName === null ? '实名提出的填写；依法保密，不向被提出异议的机构透露' : '申请复核的单位'}
        defaultValue={ownName ?? ''}
        reply={reply}
        width="half"
        autoComplete="name"
        maxLength={60}
        required={ownName !== null}
      />
      <TextInput
        name="phone"
        label="联系电话"
        hint={`${ownName === null ? '实名提出的填写，' : ''}核查时可能与您联系。手机号码，或者带区号的座机`}
        required={ownName !== null}
        reply={reply}
        width="half"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
      />
      <TextArea
        name="statement"
        label="事实和理由"
        hint="写明时间、地点、人员和您知道的情况，不少于20个字。请不要写出他人的身份证号、病情等个人信息"
        reply={reply}
        rows={8}
        maxLength={3000}
        required
      />
      <EvidenceField
        name={evidenceField}
        label="证明材料"
        hint={`PDF、JPG 或 PNG，最多 ${evidenceLimits.maxFiles} 个，每个不超过 ${evidenceLimits.maxBytes / 1024 / 1024} MB。只有核查人员可以看到；照片里的拍摄地点等信息会自动去除。`}
        reply={reply}
        removeName="_remove"
      />
      <CheckboxGroup
        name="confirmed"
        label="提交前核对"
        reply={reply}
        options={[{ value: 'yes', label: '以上内容已核对无误，本人对其真实性负责' }]}
        required
      />
      <ButtonRow>
        <Button>{ownName === null ? '提交异议' : '提交复核申请'}</Button>
        <LinkButton href={back} tone="quiet">
          返回公示
        </LinkButton>
      </ButtonRow>
    </form>
  )
}

const Refusal = ({ reply, title, advice }: { reply: Parameters<typeof ErrorSummary>[0]['reply']; title: string; advice: string }) => (
  <>
    {Object.keys(reply?.errors ?? {}).length > 0 ? (
      <ErrorSummary reply={reply} title={title} />
    ) : (
      <NoticeBanner tone="warning" title={title} live>
        {advice}
      </NoticeBanner>
    )}
  </>
)
