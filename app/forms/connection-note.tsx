import { Button } from '#app/components/button'
import { RadioGroup, Select } from '#app/components/choice'
import { TextArea } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { FormToken } from '#app/http/form-token'
import type { ListDesk } from '#app/services/list/desk.server'
import { formatInstant } from '#app/view/format'
import { TASK_FIELD } from './command-form'

type ConnectionNoteProps = { readonly connections: ListDesk['connections']; readonly reply: FormReply | undefined }

const stateWords = { failing: '联调未通过，不列入名单', passed: '联调通过' } as const

/** How the tests of the systems of signed institutions went: a failing one is not announced as available. */
export const ConnectionNotes = ({ connections, reply }: ConnectionNoteProps) => (
  <section aria-labelledby="connections" className="mt-10">
    <h2 id="connections" className="mb-2">
      信息系统联调
    </h2>
    <p className="mb-4 max-w-measure">
      已签约但医保信息系统联调未通过的，在这里登记，通过以前不能列入公布的名单。协议的效力和期限不受影响。
    </p>
    {connections.flatMap(({ id, title, connection }) =>
      connection === null
        ? []
        : [
            <p key={id} className="mb-2 max-w-measure border-l-4 border-line-200 pl-4">
              <a href={`/cases/${id}`}>{title}</a>：<strong>{stateWords[connection.state]}</strong>。{connection.note}（{connection.by}，
              {formatInstant(connection.at)}）
            </p>,
          ],
    )}
    <details open={reply !== undefined}>
      <summary className="min-h-target py-2 font-bold">登记联调结果</summary>
      <form method="post" noValidate>
        <FormToken />
        <HiddenFields values={{ [TASK_FIELD]: 'connection' }} />
        <Select
          name="agreementId"
          label="机构"
          required
          emptyLabel="请选择"
          reply={reply}
          options={connections.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <RadioGroup
          name="state"
          label="联调结果"
          required
          reply={reply}
          options={[
            { value: 'failing', label: '信息系统联调未通过' },
            { value: 'passed', label: '信息系统联调通过' },
          ]}
        />
        <TextArea name="note" label="联调的日期和情况" required rows={2} maxLength={300} reply={reply} />
        <Button>登记</Button>
      </form>
    </details>
  </section>
)
