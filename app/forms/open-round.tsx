import { Button } from '#app/components/button'
import { RadioGroup } from '#app/components/choice'
import type { FormReply } from '#app/components/form-reply'
import { CommandForm } from '#app/forms/command-form'
import { formatDate } from '#app/view/format'

export type OpenableRound = {
  readonly value: string
  readonly year: number
  readonly month: number
  readonly lockOn: string | null
  readonly hint: string
  readonly canOpen: boolean
}

/** '2026-04' as year and month; undefined when nothing or something else was sent. */
export const roundMonthOf = (form: FormData): { year: number; month: number } | undefined => {
  const match = /^(\d{4})-(\d{2})$/.exec(String(form.get('month') ?? ''))
  return match === null ? undefined : { year: Number(match[1]), month: Number(match[2]) }
}

type OpenRoundFormProps = { readonly openable: readonly OpenableRound[]; readonly commandId: string; readonly reply: FormReply | undefined }

/** Opens the round of one of the months of 第九条（三）. */
export const OpenRoundForm = ({ openable, commandId, reply }: OpenRoundFormProps) => (
  <CommandForm revision={0} commandId={commandId}>
    <RadioGroup
      name="month"
      label="哪一次集中评估"
      hint="名单截止日以前（含当日）受理的申请列入本次，以后受理的列入下一次。"
      reply={reply}
      options={openable.map(({ value, year, month, lockOn, hint, canOpen }) => ({
        value,
        label: `${year}年${month}月`,
        hint: [lockOn === null ? '' : `名单截止日：${formatDate(lockOn)}`, hint].filter((part) => part !== '').join('；'),
        disabled: !canOpen,
      }))}
    />
    <Button>设立批次</Button>
  </CommandForm>
)
