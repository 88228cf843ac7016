import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import { FormSection } from '#app/components/field-parts'
import { type FormReply, fieldId } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DraftField, RowsField } from '#app/forms/application-draft-fields'
import { DraftHead, EnterSaves } from '#app/forms/application-draft-frame'
import { draftHref, draftPages, findDraftPage, pageOfSection } from '#app/forms/application-draft-pages'
import { formReply } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { chosenServices, type Draft, reloadDraft, requireDraft, saveAnswers } from '#app/services/drafts.server'
import { askedFields, judgePage, rowCount, suggestedAnswers, summaryLines, typedAnswers } from '#app/services/institution-answers.server'
import { shellOf } from '#app/services/shell.server'
import { getApplicationSection } from '#workflows/domain/application-sections'
import { areaName } from '#workflows/domain/areas'
import { type FormField, isShown } from '#workflows/domain/form-fields'
import { institutionKinds, servicesOfKind, serviceTitles } from '#workflows/domain/institution-kinds'

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `${shown?.title ?? '填写申请'} - 东营市医保定点协议管理平台` },
]

const rowsField = 'staff.practitioners'

/** The page of an address; a single section leads to the page that it stands on. */
function getPage(draftId: string, id: string | undefined) {
  const page = findDraftPage(id ?? '')
  if (page !== undefined) return page
  const holder = pageOfSection(id ?? '')
  if (holder !== undefined) throw redirect(`${draftHref(draftId, holder.id)}#${id}`)
  throw new Response(null, { status: 404 })
}

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, draft, isAtCounter } = await requireDraft(args, args.params.draftId)
  const page = getPage(draft.id, args.params.section)
  const { searchParams } = new URL(args.request.url)
  const isSaved = draft.data.savedPages.includes(page.id)
  // Somebody who adds a row is still writing: what is open is not held up to them yet.
  const isWriting = searchParams.has('rows')
  const account = await args.context.portal.read.people.find(actor.id)
  const capacity = account?.institutions.find(({ id }) => id === draft.institution.id)?.capacity ?? 'handler'
  // The officer at the window is neither the representative nor the agent.
  const member = isAtCounter ? undefined : { name: actor.name, capacity }
  const suggested = suggestedAnswers(draft, member, areaName(draft.site.admdvs))
  const errors = isSaved && !isWriting ? judgePage(draft, page.sections) : {}
  const reply: FormReply = {
    values: isSaved ? draft.data.answers : { ...suggested, ...draft.data.answers },
    errors,
  }
  const stored = rowCount(draft.data.answers, rowsField)
  return {
    shell: await shellOf(args, actor),
    draftId: draft.id,
    siteName: draft.site.name,
    kindTitle: institutionKinds[draft.site.kind].title,
    pageId: page.id,
    title: page.title,
    step: draftPages.indexOf(page) + 1,
    hasServices: chosenServices(draft).length > 0,
    sections: page.sections.map((id) => sectionView(draft, id)),
    rows: Math.max(1, stored, Math.min(Number(searchParams.get('rows') ?? 0) || 0, stored + 1)),
    reply,
    lines: summaryLines({ ...errors }),
  }
}

function sectionView(draft: Draft, id: (typeof draftPages)[number]['sections'][number]) {
  const { title, hint } = getApplicationSection(id)
  const fields = askedFields(draft, id).map((field) => (field.name === 'services' ? withServiceChoices(draft, field) : field))
  return { id, title, hint, fields: id === 'services' ? fields.map((field) => conditional(draft, field)) : fields }
}

/** Asked for only with some of the services: the mark 必填 would be wrong for the others. */
function conditional({ site }: Draft, field: FormField): FormField {
  if (field.shownFor === 'all') return field
  const needing = servicesOfKind(site.kind).filter((service) => isShown(field, { kind: site.kind, services: [service] }))
  return {
    ...field,
    required: false,
    hint: `选择${needing.map((service) => serviceTitles[service]).join('、')}的必须填写。${field.hint ?? ''}`,
  }
}

const permissionHints = {
  yes: undefined,
  ask: '须在下方说明开展条件，由经办机构审查',
  withBeds: '须有核定床位',
  no: undefined,
} as const

function withServiceChoices({ site }: Draft, field: FormField): FormField & { options: { value: string; label: string; hint?: string }[] } {
  const options = servicesOfKind(site.kind).map((service) => {
    const hint = permissionHints[institutionKinds[site.kind].services[service]]
    return { value: service, label: serviceTitles[service], ...(hint === undefined ? {} : { hint }) }
  })
  return { ...field, options }
}

export const action = async (args: ActionFunctionArgs) => {
  const { draft } = await requireDraft(args, args.params.draftId)
  const page = getPage(draft.id, args.params.section)
  const { portal } = args.context
  const form = await args.request.formData()
  const typed = typedAnswers(form, page.sections)
  await saveAnswers(portal, draft.id, page, typed)
  const here = draftHref(draft.id, page.id)
  const intent = form.get('intent')
  const rows = rowCount(typed, rowsField)
  if (form.has('removeRow')) return redirect(`${here}?rows=${Math.max(rows, 1)}#${fieldId(rowsField)}`, 303)
  if (intent === 'addRow') return redirect(`${here}?rows=${rows + 1}#${fieldId(`${rowsField}[${rows}].name`)}`, 303)
  if (intent === 'later') return redirect(draftHref(draft.id), 303)
  const errors = judgePage(await reloadDraft(portal, draft), page.sections)
  if (Object.keys(errors).length > 0) {
    const reply = formReply(form, errors)
    return data({ reply: { ...reply, values: typed }, lines: summaryLines(errors), rows: Math.max(rows, 1) }, { status: 422 })
  }
  const following = draftPages[draftPages.indexOf(page) + 1]
  return redirect(draftHref(draft.id, following?.id ?? 'self-evaluation'), 303)
}

export default function ApplyPage() {
  const loaded = useLoaderData<typeof loader>()
  const posted = useActionData<typeof action>()
  const { shell, draftId, siteName, kindTitle, title, step, hasServices, sections } = loaded
  const reply = posted?.reply ?? loaded.reply
  const rows = posted?.rows ?? loaded.rows
  const lines = posted?.lines ?? loaded.lines
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary
        reply={{ values: {}, errors: lines }}
        title={posted === undefined ? '这一步还有内容没有填好' : '已保存，还有内容需要填写或者更正'}
      />
      <DraftHead draftId={draftId} siteName={siteName} step={step} title={title}>
        <p>机构类别：{kindTitle}。填不全也可以先保存，输入的内容不会丢失。</p>
      </DraftHead>
      {hasServices || step === 1 ? null : (
        <NoticeBanner tone="warning" title="还没有选择服务类别">
          <p>
            选择后，本页可能增加床位等问题。请先
            <a href={`${draftHref(draftId, 'licences')}#${fieldId('services.services')}`}>选择服务类别</a>。
          </p>
        </NoticeBanner>
      )}
      <form method="post" action={draftHref(draftId, loaded.pageId)} noValidate>
        <FormToken />
        <EnterSaves value="continue" />
        {sections.map((section) => (
          <FormSection key={section.id} id={section.id} title={section.title} hint={section.hint}>
            {section.fields.map((field) => {
              const name = `${section.id}.${field.name}`
              return field.type === 'rows' ? (
                <RowsField key={name} name={name} field={field} reply={reply} rows={rows} />
              ) : (
                <DraftField key={name} name={name} field={field} reply={reply} />
              )
            })}
          </FormSection>
        ))}
        <ButtonRow>
          <Button name="intent" value="continue" busyText="保存中…">
            保存并继续
          </Button>
          <Button name="intent" value="later" tone="secondary" busyText="保存中…">
            保存，以后再填
          </Button>
        </ButtonRow>
      </form>
    </SignedInLayout>
  )
}
