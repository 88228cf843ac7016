import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup } from '#app/components/choice'
import { FieldErrors } from '#app/components/field-parts'
import { errorsOf, type FormReply, fieldId } from '#app/components/form-reply'
import { CommandForm, type CommandStamp } from '#app/forms/command-form'
import { PanelRole } from '#workflows/policy/score-sheet'

export type PanelCandidates = {
  readonly role: PanelRole
  readonly title: string
  readonly people: readonly { readonly accountId: string; readonly name: string; readonly isAppointed: boolean }[]
}

const fieldOf = (role: PanelRole): string => `panel.${role}`

/** The chosen members as `appointPanel` takes them. */
export const panelInput = (form: FormData): { members: { accountId: string; role: PanelRole }[] } => ({
  members: PanelRole.options.flatMap((role) =>
    form
      .getAll(fieldOf(role))
      .filter((value): value is string => typeof value === 'string')
      .map((accountId) => ({ accountId, role })),
  ),
})

type PanelFormProps = CommandStamp & {
  readonly candidates: readonly PanelCandidates[]
  readonly reply: FormReply | undefined
  readonly backHref: string
  readonly backText?: string | undefined
}

/** The panel of a round or of a second evaluation: one or more of each of the four kinds of member (第九条（三）). */
export const PanelForm = ({ candidates, reply, backHref, backText = '返回批次', ...stamp }: PanelFormProps) => (
  <CommandForm {...stamp}>
    <div id={fieldId('members')} tabIndex={-1} className="mb-6">
      <FieldErrors id={fieldId('members')} errors={errorsOf(reply, 'members')} />
    </div>
    {candidates.map(({ role, title, people }) =>
      people.length === 0 ? (
        <div key={role} className="mb-6">
          <p className="font-bold">{title}</p>
          <p className="text-ink-600">还没有这一类评估人员的账号，请联系系统管理员建立后再确定评估小组。</p>
        </div>
      ) : (
        <CheckboxGroup
          key={role}
          name={fieldOf(role)}
          label={title}
          required
          reply={reply}
          // A box that was unticked posts nothing: after a refusal only what came with the form counts.
          defaultValues={reply === undefined ? people.filter(({ isAppointed }) => isAppointed).map(({ accountId }) => accountId) : []}
          options={people.map(({ accountId, name }) => ({ value: accountId, label: name }))}
        />
      ),
    )}
    <ButtonRow>
      <Button>确定评估小组</Button>
      <LinkButton tone="quiet" href={backHref}>
        {backText}
      </LinkButton>
    </ButtonRow>
  </CommandForm>
)
