import * as z from 'zod'
import type { CaseLink } from '#app/view/case-view'
import type { CommandFormFacts } from '#app/view/command-form'
import { formatDate, formatTerm } from '#app/view/format'
import type { RenewalSection } from '#app/view/renewal-view'
import { stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { RenewalOfferPayload, RenewalRefusalPayload } from '#workflows/commands/payloads'
import { Service, servicesText, serviceTitles } from '#workflows/domain/institution-kinds'
import type { AgreementContext } from '#workflows/machines/agreement-context'
import { papersOfCommands } from '../case/handed-in-files.server'
import { agreementContext, renewalContext } from '../case-context'
import type { OpenCase } from '../case-view.server'
import { isStaff } from '../desk/access.server'
import { runningCases } from '../life-facts.server'

type Rows = { question: string; answer: string }[]

const Wish = z.object({ services: z.array(Service), selfReport: z.string() })

export const refusalGroundTitles = {
  notQualified: '年度考核不合格',
  licenceInvalid: '许可证已经失效',
  talksFailed: '就条款协商，没有达成一致',
  other: '其他',
} as const satisfies Record<z.output<typeof RenewalRefusalPayload>['ground'], string>

/** The yearly grades in words, the oldest first. */
export const gradesText = ({ grades }: Pick<AgreementContext, 'grades'>): string =>
  grades.length === 0
    ? '没有登记'
    : [...grades]
        .sort((a, b) => a.year - b.year)
        .map(({ year, grade, isFinal }) => `${year}年度 ${grade}${isFinal ? '' : '（尚未生效）'}`)
        .join('、')

/** What pages and forms say of an agreement in force: its term, services, licence, grades. */
export const standingRows = (context: AgreementContext): Rows => [
  { question: '协议编号', answer: context.documentNumber },
  { question: '有效期', answer: formatTerm(context) },
  { question: '服务类别', answer: servicesText(context.services) },
  {
    question: '许可证有效期',
    answer: context.licenceExpiresOn === null ? '没有登记截止日期' : `至${formatDate(context.licenceExpiresOn)}`,
  },
  { question: '年度考核', answer: gradesText(context) },
]

export const serviceChoices = (services: readonly string[]): CommandFormFacts['services'] =>
  services.map((service) => ({ value: service, label: serviceTitles[service as keyof typeof serviceTitles] ?? service }))

async function agreementBehind(read: Repositories, { parent_id }: CaseFile): Promise<CaseFile> {
  const agreement = parent_id === null ? undefined : await read.caseFiles.find(parent_id)
  if (agreement === undefined) throw new Error(`renewal hangs on no agreement: ${parent_id}`)
  return agreement
}

/** The application in the agreement's own case: the renewal bears the name of its command. */
const wishBehind = (events: readonly CaseEvent[], renewalId: string): CaseEvent | undefined =>
  events.find(({ command, command_id }) => command === 'applyForRenewal' && `renewal-${command_id}` === renewalId)

/** What a renewal rests on, for everybody who may read the case. */
export async function renewalSectionOf(
  read: Repositories,
  { file, audience }: Pick<OpenCase, 'file' | 'audience'>,
): Promise<RenewalSection> {
  const agreement = await agreementBehind(read, file)
  const event = wishBehind(await read.eventLog.ofCase(agreement.id, 'applyForRenewal'), file.id)
  const wish = Wish.safeParse(event?.payload).data
  const changes = (await runningCases(read, agreement.id)).filter(({ machine }) => machine === 'change')
  const { filedOn, isEarly } = renewalContext(file)
  return {
    rows: [
      { question: '提出申请', answer: `${formatDate(filedOn)}${isEarly ? '（预先登记，自续签申请期第一天起计算）' : ''}` },
      { question: '申请的服务类别', answer: servicesText(wish?.services ?? []) },
      { question: '履行情况（自述）', answer: wish?.selfReport ?? '' },
      ...standingRows(agreementContext(agreement)),
      {
        question: '正在办理的变更',
        answer: changes.length === 0 ? '没有' : changes.map(({ stage }) => stageTitle('change', stage)).join('；'),
      },
    ],
    materials: papersOfCommands(event === undefined ? [] : [event], audience).map(({ id, title, files }) => ({
      id,
      title,
      files: files.map(({ name, digest }) => ({ name, href: `/cases/${agreement.id}/files/${digest}` })),
      isSupplement: false,
    })),
  }
}

type FormFacts = Pick<CommandFormFacts, 'services' | 'chosenServices' | 'terms' | 'proposal'>

/** What the forms of a renewal need; nothing for other cases. */
export async function renewalFormFacts(read: Repositories, opened: OpenCase): Promise<Partial<FormFacts>> {
  const { file, events } = opened
  if (file.machine !== 'renewal') return {}
  const agreement = await agreementBehind(read, file)
  const wish = Wish.safeParse(wishBehind(await read.eventLog.ofCase(agreement.id, 'applyForRenewal'), file.id)?.payload).data
  const offer = RenewalOfferPayload.safeParse(events.findLast(({ command }) => command === 'offerRenewal')?.payload).data
  const refusal = RenewalRefusalPayload.safeParse(events.findLast(({ command }) => command === 'proposeRenewalRefusal')?.payload).data
  return {
    terms: (await renewalSectionOf(read, opened)).rows,
    services: serviceChoices(agreementContext(agreement).services),
    chosenServices: offer?.services ?? wish?.services ?? [],
    proposal: refusal === undefined ? null : { title: refusalGroundTitles[refusal.ground], facts: refusal.facts, rule: '' },
  }
}

/** From an agreement to its renewals and to its consolidated text; from a renewal back to it. */
export async function renewalLinks(read: Repositories, actor: Actor, { file, audience }: OpenCase): Promise<CaseLink[]> {
  if (file.machine === 'renewal') return [{ label: '服务协议', href: `/cases/${file.parent_id}` }]
  if (file.machine !== 'agreement') return []
  const renewals = await read.caseFiles.list({ machine: 'renewal', parentId: file.id }, 20)
  const surface = audience === 'institution' ? 'my' : isStaff(actor) ? 'desk' : undefined
  return [
    ...(surface === undefined ? [] : [{ label: '协议全貌', href: `/${surface}/agreements/${file.id}` }]),
    ...renewals.map(({ id, stage, status }) => ({
      label: status === 'active' ? '正在办理的续签' : `续签（${stageTitle('renewal', stage)}）`,
      href: `/cases/${id}`,
    })),
  ]
}
