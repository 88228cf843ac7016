import type { Audience } from '#app/view/timeline'
import type { CaseEvent } from '#db/repositories/event-log'
import type { CommandName } from '#workflows/commands/index'
import { SubmittedFile } from '#workflows/commands/submitted-file'

/** A paper that came with a command, other than the materials of the checklist. */
export type CommandPaper = { id: string; title: string; files: SubmittedFile[] }

type Paper = { title: string; isForStaff?: true }

const counterPaper = {
  'counter.paper': { title: '窗口办理的签名材料' },
  'counter.authorityLetter': { title: '窗口办理的授权委托书' },
} as const

/** The papers that come with the signatures on one kind of text. */
const signingPapers = <const Sign extends CommandName, const OnPaper extends CommandName, const Both extends CommandName>(
  sign: Sign,
  onPaper: OnPaper,
  both: Both,
) =>
  ({
    [sign]: { authorityLetter: { title: '签约授权委托书' } },
    [onPaper]: { scan: { title: '乙方签章的协议扫描件' }, authorityLetter: { title: '签约授权委托书' } },
    [both]: { scan: { title: '双方签章的协议扫描件' } },
  }) as Readonly<Record<string, unknown>> as Record<Sign | OnPaper | Both, Readonly<Record<string, Paper>>>

/** Where commands hold files. The evidence of an objection is not among them: it has a reader's circle of its own. */
const papers = {
  submitApplication: counterPaper,
  answerSupplementNotice: counterPaper,
  withdrawApplication: counterPaper,
  agreeTerms: counterPaper,
  acknowledgeNotice: { proof: { title: '送达回证' } },
  changeSiteAddress: { ...counterPaper, licence: { title: '载明新地址的证照' } },
  handInLicence: { ...counterPaper, licence: { title: '换发的证照' } },
  reportRepresentative: { ...counterPaper, proof: { title: '法定代表人变更的登记证明' } },
  fileChange: { ...counterPaper, files: { title: '证明变更的文件' } },
  fileNotedChange: { ...counterPaper, files: { title: '证明变更的文件' } },
  answerChangeSupplement: { ...counterPaper, files: { title: '补正的材料' } },
  proposeEnding: { evidence: { title: '证明事实的材料' } },
  openEndingForChange: { evidence: { title: '证明事实的材料' } },
  giveStatement: { ...counterPaper, files: { title: '陈述申辩的证据' } },
  waiveStatement: counterPaper,
  recordTargetedEvaluation: { files: { title: '现场核查的照片和笔录', isForStaff: true } },
  applyForRenewal: { ...counterPaper, files: { title: '续签申请的附件' } },
  recordLicence: { ...counterPaper, scan: { title: '换发的许可证' } },
  noteLicenceProof: { ...counterPaper, proof: { title: '许可证延续受理证明' } },
  resumeAgreement: counterPaper,
  holdSettlement: { files: { title: '暂缓结算的依据' } },
  reopenApplication: { file: { title: '恢复办理所依据的文书' } },
  reportFraud: { evidence: { title: '涉嫌提供虚假材料的证据', isForStaff: true } },
  ...signingPapers('signByInstitution', 'registerPaperSignature', 'confirmPaperAgreement'),
  ...signingPapers('signSupplement', 'registerPaperSupplement', 'confirmPaperSupplement'),
  ...signingPapers('signRenewal', 'registerPaperRenewal', 'confirmPaperRenewal'),
  ...signingPapers('signRescission', 'registerPaperRescission', 'confirmPaperRescission'),
} as const satisfies Partial<Record<CommandName, Readonly<Record<string, Paper>>>>

const papersOf = (command: string): Readonly<Record<string, Paper>> =>
  (papers as Readonly<Record<string, Readonly<Record<string, Paper>>>>)[command] ?? {}

const at = (payload: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
      payload,
    )

const isStaff = (audience: Audience): boolean => audience === 'agency' || audience === 'reader'

/** The papers that came with the commands of a case, as far as this reader may see them, in the order of the log. */
export function papersOfCommands(events: readonly Pick<CaseEvent, 'command' | 'payload'>[], audience: Audience): CommandPaper[] {
  return events
    .flatMap(({ command, payload }) =>
      Object.entries(papersOf(command)).flatMap(([path, { title, isForStaff }]): CommandPaper[] => {
        const held = at(payload, path)
        if (held === undefined || (isForStaff === true && !isStaff(audience))) return []
        return [{ id: `${command}.${path}`, title, files: SubmittedFile.array().parse([held].flat()) }]
      }),
    )
    .filter(({ files }) => files.length > 0)
}
