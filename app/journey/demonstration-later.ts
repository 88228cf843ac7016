import { plainDate } from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import type { Cast } from './cast'
import type { Happening } from './demonstration-days'
import type { Party, Stage } from './demonstration-party'
import { agreeOnChange, askForRenewal, decideViolation, paper, proposeViolation, reportContact, reportName, signAs } from './later-life'
import { poorSheet } from './panel-scores'
import { act } from './steps'

const on = plainDate

type Told = { stage: Stage; party: Party; agreementId: string; caseId: string }
/** What one agreement of the demonstration goes through after it was signed: on a day, who does what. */
type Deed = { day: string; does: (cast: Cast, told: Told) => Promise<unknown> }

const by =
  (who: 'applicant' | 'officer' | 'secondOfficer' | 'head', command: CommandName, input: unknown): Deed['does'] =>
  (cast, { stage: { portal }, caseId }) =>
    act(portal, cast[who], command, caseId, input)
const onAgreement =
  (who: 'applicant' | 'officer' | 'head', command: CommandName, input: unknown): Deed['does'] =>
  (cast, { stage: { portal }, agreementId }) =>
    act(portal, cast[who], command, agreementId, input)
const nameChange =
  (changedOn: string, lateReason = ''): Deed['does'] =>
  (cast, { stage: { portal }, party, agreementId, caseId }) =>
    reportName(portal, cast, agreementId, { changeId: caseId, name: `${party.facts.site}（新名）`, changedOn: on(changedOn), lateReason })

/** A change that has to be looked at on site: a service more than was agreed. */
const addedService =
  (changedOn: string): Deed['does'] =>
  async (cast, { stage: { portal }, party, agreementId, caseId }) =>
    act(portal, cast.applicant, 'fileChange', caseId, {
      agreementId,
      items: [{ item: 'services', before: '现有服务类别', after: '增加长期医疗护理' }],
      services: [...party.input.form.services.services, 'long_term_care'],
      licences: [{ licence: 'practiceLicence', number: 'PDY3705020012', changedOn: on(changedOn), expiresOn: '' }],
      files: [await paper(portal, '变更后的许可证')],
    })

const noted =
  (changedOn: string): Deed['does'] =>
  (cast, { stage: { portal }, agreementId, caseId }) =>
    act(portal, cast.officer, 'noteLicenceChange', caseId, {
      agreementId,
      items: ['representative'],
      licences: [{ licence: 'businessLicence', number: '营业执照副本', changedOn: on(changedOn), expiresOn: '' }],
      note: '市场监管部门推送的变更登记信息。',
    })

const account: Deed['does'] = async (cast, { stage: { portal }, party, agreementId, caseId }) =>
  act(portal, cast.applicant, 'fileChange', caseId, {
    agreementId,
    items: [{ item: 'bankAccount', before: party.input.form.account.bankAccount, after: '东营银行府前支行，新账户' }],
    account: { ...party.input.form.account, bankName: '东营银行府前支行', bankAccount: '3705021092200034567' },
    files: [await paper(portal, '开户证明')],
  })

/** The items of the table that long-term care adds, in full: tenths of a point. */
const careItems = [
  { itemId: 'M-S07', score: 30, veto: null, reason: '' },
  { itemId: 'M-S08', score: 20, veto: null, reason: '' },
]

const looked =
  (isPoor: boolean): Deed['does'] =>
  async (cast, { stage: { portal }, party, caseId }) => {
    const own = party.input.selfEvaluation
    await act(portal, cast.officer, 'recordTargetedEvaluation', caseId, {
      visitedOn: on('2026-02-12'),
      secondPersonId: cast.secondOfficer.id,
      finding: '两人到现场核对床位、护理人员资格和设施，逐项评分。',
      entries: [...(isPoor ? await poorSheet(portal, party.standardId, own) : own), ...careItems],
    })
  }

const violation: Deed['does'] = (cast, { stage: { portal }, agreementId, caseId }) => proposeViolation(portal, cast, agreementId, caseId)
const statement = by('applicant', 'giveStatement', { statement: '串换系操作失误，已退回费用并培训人员，请求从轻处理。' })
const decision = (endsOn: string) =>
  by('officer', 'draftEndingDecision', {
    endsOn,
    settlement: '协议有效期内的合规费用在30日内核对结清。',
    patients: '在院病人结算到出院为止，由机构逐一告知。',
    statementOutcome: 'notAdopted',
    onStatement: '约谈以后再次发生同类行为，不属于操作失误，不予采纳。',
  })
const checked = by('officer', 'concludeChangeCheck', { opinion: '变更材料齐全，与证照一致。' })
const offered = by('officer', 'offerSupplement', { effectiveOn: '2026-03-09', remark: '' })
const signed =
  (who: 'applicant' | 'head'): Deed['does'] =>
  (cast, { stage: { portal }, caseId }) =>
    signAs(portal, cast, caseId, who)

const missing = {
  materialId: 'practiceLicence',
  title: '变更后的执业许可证',
  problem: '扫描件缺少副本的变更页',
  remedy: '请补传副本变更页',
}

/** By institution and case: every stage of a change, a renewal and an ending that can stand on 2 March 2026. */
const lives: readonly { key: string; id: string; deeds: readonly Deed[] }[] = [
  // 第十三条: before its window, kept as it is.
  {
    key: 'kangtai',
    id: 'early',
    deeds: [{ day: '2026-02-20', does: (cast, { stage, agreementId }) => askForRenewal(stage.portal, cast, agreementId) }],
  },

  // 第十五条.
  { key: 'binhe', id: 'noted', deeds: [{ day: '2026-02-24', does: noted('2026-02-20') }] },
  { key: 'kangtai', id: 'overdue', deeds: [{ day: '2026-01-15', does: noted('2026-01-12') }] },
  { key: 'mingji', id: 'late', deeds: [{ day: '2026-02-26', does: nameChange('2026-01-08', '经办人员离职，交接时遗漏。') }] },
  { key: 'shengli', id: 'filed', deeds: [{ day: '2026-02-25', does: nameChange('2026-02-16') }] },
  { key: 'gangnan', id: 'unread', deeds: [{ day: '2026-01-15', does: nameChange('2026-01-06') }] },
  {
    key: 'yongan',
    id: 'asked',
    deeds: [
      { day: '2026-02-13', does: nameChange('2026-02-02') },
      { day: '2026-02-27', does: by('officer', 'issueChangeSupplementNotice', { items: [missing] }) },
    ],
  },
  {
    key: 'mingcui',
    id: 'told',
    deeds: [
      { day: '2026-02-05', does: nameChange('2026-01-26') },
      { day: '2026-02-10', does: by('officer', 'issueChangeSupplementNotice', { items: [missing] }) },
      { day: '2026-02-11', does: by('applicant', 'acknowledgeChangeNotice', {}) },
    ],
  },
  {
    key: 'hongguang',
    id: 'service',
    deeds: [
      { day: '2026-02-09', does: addedService('2026-02-02') },
      { day: '2026-02-25', does: checked },
    ],
  },
  {
    key: 'lean',
    id: 'service',
    deeds: [
      { day: '2026-02-03', does: addedService('2026-01-26') },
      { day: '2026-02-06', does: checked },
      { day: '2026-02-13', does: looked(false) },
    ],
  },
  {
    key: 'kaiyuan',
    id: 'service',
    deeds: [
      { day: '2026-02-03', does: addedService('2026-01-26') },
      { day: '2026-02-06', does: checked },
      { day: '2026-02-13', does: looked(true) },
      { day: '2026-02-14', does: by('secondOfficer', 'confirmTargetedEvaluation', { opinion: '评分属实，未达到标准。' }) },
    ],
  },
  {
    key: 'mingde',
    id: 'name',
    deeds: [
      { day: '2026-02-10', does: nameChange('2026-02-02') },
      { day: '2026-02-25', does: checked },
    ],
  },
  {
    key: 'lingang',
    id: 'name',
    deeds: [
      { day: '2026-02-10', does: nameChange('2026-02-02') },
      { day: '2026-02-13', does: checked },
      { day: '2026-02-26', does: offered },
    ],
  },
  {
    key: 'yihe',
    id: 'name',
    deeds: [
      { day: '2026-02-10', does: nameChange('2026-02-02') },
      { day: '2026-02-13', does: checked },
      { day: '2026-02-25', does: offered },
      { day: '2026-02-27', does: signed('applicant') },
    ],
  },
  {
    key: 'dongba',
    id: 'name',
    deeds: [
      { day: '2026-02-10', does: nameChange('2026-02-02') },
      {
        day: '2026-02-26',
        does: by('officer', 'proposeChangeRefusal', {
          facts: '变更后的单位与原申请主体不是同一单位，属于另行设立。',
          talks: '2月25日与机构协商，机构不同意重新申请。',
        }),
      },
    ],
  },
  { key: 'huimin', id: 'account', deeds: [{ day: '2026-02-27', does: account }] },
  {
    key: 'kangning',
    id: 'account',
    deeds: [
      { day: '2026-02-24', does: account },
      { day: '2026-02-26', does: checked },
    ],
  },
  {
    key: 'xianhe',
    id: 'contact',
    deeds: [{ day: '2025-08-12', does: (cast, { stage, agreementId, caseId }) => reportContact(stage.portal, cast, agreementId, caseId) }],
  },
  {
    key: 'xianhe',
    id: 'name',
    deeds: [
      { day: '2025-09-10', does: nameChange('2025-09-01') },
      { day: '2025-09-18', does: (cast, { stage, caseId }) => agreeOnChange(stage.portal, cast, caseId) },
      { day: '2025-09-22', does: onAgreement('officer', 'fileAgreement', { remark: '' }) },
    ],
  },
  {
    key: 'mingji',
    id: 'withdrawn',
    deeds: [
      { day: '2025-10-15', does: nameChange('2025-10-09') },
      { day: '2025-10-17', does: by('applicant', 'withdrawChange', { reason: '许可证上的名称登记有误，已更正。' }) },
    ],
  },

  // 第十六至十九条.
  { key: 'dingzhuang', id: 'ending', deeds: [{ day: '2026-02-27', does: violation }] },
  {
    key: 'shicun',
    id: 'ending',
    deeds: [
      { day: '2026-02-25', does: violation },
      { day: '2026-02-26', does: by('applicant', 'acknowledgeEndingNotice', {}) },
    ],
  },
  {
    key: 'daozhuang',
    id: 'ending',
    deeds: [
      { day: '2026-02-10', does: violation },
      { day: '2026-02-13', does: statement },
    ],
  },
  {
    key: 'huaguan',
    id: 'ending',
    deeds: [
      { day: '2026-02-10', does: violation },
      { day: '2026-02-13', does: statement },
      { day: '2026-02-26', does: decision('2026-03-20') },
    ],
  },
  {
    key: 'yongan',
    id: 'rescission',
    deeds: [
      {
        day: '2026-02-26',
        does: (cast, { stage: { portal }, agreementId, caseId }) =>
          act(portal, cast.applicant, 'requestRescission', caseId, {
            agreementId,
            reason: '村卫生室合并到镇卫生院管理，申请协商解除协议。',
            understood: 'yes',
          }),
      },
    ],
  },
  {
    key: 'gangnan',
    id: 'closed',
    deeds: [
      {
        day: '2026-02-24',
        does: async (cast, { stage: { portal }, agreementId, caseId }) =>
          act(portal, cast.officer, 'proposeEnding', caseId, {
            agreementId,
            ground: 'closed',
            facts: ['机构股东决定解散，营业执照将于2026年3月20日注销。'],
            basis: '注销登记公告',
            eventOn: '2026-02-23',
            evidence: [await paper(portal, '注销公告')],
          }),
      },
      { day: '2026-02-25', does: decision('2026-03-20') },
      { day: '2026-02-27', does: by('head', 'decideEnding', { opinion: '事实清楚，同意终止。' }) },
    ],
  },
  // Rescinded last summer: decided, over, and its duties done.
  {
    key: 'beisong',
    id: 'rescinded',
    deeds: [
      { day: '2025-04-14', does: violation },
      {
        day: '2025-04-18',
        does: (cast, { stage: { portal }, caseId }) => decideViolation(portal, cast, caseId, on('2025-05-31')),
      },
    ],
  },

  // Beside the term: tests, licences, holds.
  {
    key: 'shicun',
    id: 'test',
    deeds: [{ day: '2026-02-24', does: onAgreement('officer', 'failConnectionTest', { note: '上传明细报错，结算数据不一致。' }) }],
  },
  {
    key: 'binhe',
    id: 'hold',
    deeds: [{ day: '2026-02-12', does: onAgreement('officer', 'holdSettlement', { reason: '执业许可证校验逾期，暂缓结算。' }) }],
  },
  {
    key: 'huimin',
    id: 'grace',
    deeds: [
      {
        day: '2026-01-12',
        does: async (cast, { stage: { portal }, agreementId }) =>
          act(portal, cast.applicant, 'recordLicence', agreementId, { expiresOn: '2026-02-25', scan: await paper(portal, '执业许可证') }),
      },
      {
        day: '2026-02-20',
        does: async (cast, { stage: { portal }, agreementId }) =>
          act(portal, cast.applicant, 'noteLicenceProof', agreementId, {
            proof: await paper(portal, '延续申请受理通知书'),
            note: '已向区卫生健康局申请延续，受理号2026-118。',
          }),
      },
    ],
  },
  {
    key: 'mingcui',
    id: 'grades',
    deeds: [
      {
        day: '2026-01-20',
        does: onAgreement('officer', 'recordGrade', { year: 2024, grade: 'A', isFinal: 'yes', source: '2024年度考核结果通报' }),
      },
    ],
  },
]

/** What happens to agreements of the demonstration while they are in force. */
export function laterLifeHappens(stage: Stage, parties: readonly Party[]): Happening[] {
  return lives.flatMap(({ key, id, deeds }) => {
    const party = parties.find(({ facts }) => facts.key === key)
    if (party === undefined) throw new Error(`the demonstration has no ${key}`)
    const told = { stage, party, agreementId: `agreement-${party.caseId}`, caseId: `${id}-${party.caseId}` }
    return deeds.map(
      ({ day, does }, step): Happening => ({
        at: party.moment(on(day), (step % 4) + 3),
        run: async () => void (await does(await party.cast(), told)),
      }),
    )
  })
}
