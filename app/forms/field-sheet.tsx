import type { FormReply } from '#app/components/form-reply'
import { ScoreSheet, type ScoreSheetCategory } from '#app/components/score-sheet'
import { FormToken } from '#app/http/form-token'

/** The id of the sheet's form: the buttons of the total bar stand outside it. */
export const SHEET_FORM = 'sheet'
export const INTENT_FIELD = '_intent'

export type SheetMaterial = {
  readonly id: string
  readonly title: string
  readonly files: readonly { readonly name: string; readonly href: string }[]
}

type FieldSheetProps = {
  readonly caseId: string
  readonly categories: readonly ScoreSheetCategory[]
  readonly passMark: number
  readonly materials: readonly SheetMaterial[]
  readonly reply: FormReply | undefined
}

/** A member's own sheet, with the papers at hand. */
export const FieldSheet = ({ caseId, categories, passMark, materials, reply }: FieldSheetProps) => (
  <>
    <div className="mb-4 border-y border-line-200">
      <p>
        <a href={`/cases/${caseId}`} className="inline-flex min-h-target items-center">
          查看申请表
        </a>
      </p>
      <details>
        <summary className="inline-flex min-h-target items-center text-brand-600 underline underline-offset-4">
          查看上传的材料（{materials.length}项）
        </summary>
        <ul className="divide-y divide-line-200 border-y border-line-200">
          {materials.map(({ id, title, files }) => (
            <li key={id} className="py-2">
              <span className="block text-ink-600">{title}</span>
              {files.map(({ name, href }) => (
                <a key={href} href={href} className="mr-4 inline-flex min-h-target items-center">
                  {name}
                </a>
              ))}
            </li>
          ))}
        </ul>
      </details>
    </div>
    <p className="mb-4 max-w-measure">
      逐项评分，最多一位小数。扣分和不通过的要写明事实。评分由本人独立完成，全部成员提交以前互相看不到；申请人的自评在您提交以后显示。
    </p>
    <form method="post" id={SHEET_FORM} noValidate data-autosave={`/field/${caseId}/draft`}>
      <FormToken />
      <ScoreSheet categories={categories} passMark={passMark} reply={reply} />
    </form>
  </>
)
