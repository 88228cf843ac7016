/** Words of the stages, one table; a stage is stored as dotted leaf paths, those of parallel regions separated by a space. */

const applicationStages: Readonly<Record<string, string>> = {
  'submitted.clock.inTime': '已提交，等待受理审查',
  'submitted.clock.late': '已提交，受理时限已过，正在督办',
  'submitted.examination.byOfficer': '等待经办人员审查',
  'submitted.examination.refusalProposed': '拟不予受理，等待负责人决定',
  'supplementing.unserved': '等待申请人查看补正告知书',
  'supplementing.served': '等待申请人补正材料',
  queued: '已受理，等待集中评估',
  enrolled: '已列入评估批次',
  underEvaluation: '评估小组正在评估',
  evaluated: '评估结束，等待审批和公示',
  publicNotice: '评估结果公示中',
  'publicNotice.clock.extended': '评估结果公示中（公示期已顺延）',
  reEvaluation: '正在重新评估',
  'reEvaluation.late': '正在重新评估，时限已过，正在督办',
  reEvaluated: '重新评估结束，等待审批和公示',
  'negotiating.drafting': '经办机构正在拟定协议内容',
  'negotiating.offered': '等待申请人确认协议内容',
  'signing.byInstitution': '等待乙方签章',
  'signing.byAgency': '等待甲方签章',
  signed: '服务协议已签订',
  refused: '不予受理',
  withdrawn: '已撤回',
  notPassed: '评估未通过，本次申请结束',
  lapsed: '逾期未签约，本次申请结束',
}

const roundStages: Readonly<Record<string, string>> = {
  open: '正在接收申请',
  locked: '名单已截止，等待评估开始',
  'evaluating.inMonth': '正在集中评估',
  'evaluating.overrun': '评估月已过，尚未完成',
  'evaluating.extended': '延长期内评估',
  handedIn: '评估结果等待审批',
  approved: '评估结果已审批，等待公示',
  publicNotice: '评估结果公示中',
  'publicNotice.extended': '评估结果公示中（公示期已顺延）',
  closed: '批次已结束',
  closedEmpty: '无机构参加，批次已结束',
}

const agreementStages: Readonly<Record<string, string>> = {
  'term.awaitingStart': '已签订，等待生效',
  'term.inForce.fixedTerm': '履行中',
  'term.inForce.longTerm': '履行中（长期协议）',
  'term.inForce.continued': '期满延续中，等待续签决定',
  'term.inForce.continued.late': '期满延续中，延续期已满，正在督办',
  'term.inForce.ending': '履行中，已决定解除（终止）',
  'term.closing': '已终止，正在办理终止后的事项',
  'term.closing.settlement.open': '结算清理待办',
  'term.closing.plaque.open': '标识牌待收回',
  'term.closing.announcement.open': '终止待公告',
  'term.closing.patients.open': '在院病人待安排',
  'term.ended': '已终止，全部事项办结',
  'filing.closed': '备案已办结',
  'connection.awaited.inTime': '等待系统联调',
  'connection.awaited.late': '系统联调时限已过',
  'connection.failing': '系统联调未通过',
  'connection.connected': '系统联调通过',
  'connection.over': '联调已结束',
  'settlement.open': '正常结算',
  'settlement.grace': '许可证延续办理中，宽限期内',
  'settlement.held': '暂缓结算',
  'settlement.over': '协议终止，结算清理',
  'renewal.none': '没有续签申请',
  'renewal.filed': '已提出续签申请',
  'renewal.refused': '不予续签',
  'renewal.over': '续签已结束',
  'performance.performing': '正常履行',
  'performance.suspensionAsked': '已申请中止，等待负责人决定',
  'performance.suspended': '已中止',
  'performance.over': '履行已结束',
  'record.open': '可以变更',
  'record.over': '不再变更',
  'filing.due.inTime': '等待备案',
  'filing.due.late': '备案时限已过，尚未报送',
  'filing.filed': '已报送，等待备案回执',
  'filing.remarked': '备案部门提出意见，等待答复',
  'filing.acknowledged': '已备案',
  'listing.unlisted': '已签约未公布',
  'listing.listed': '已列入名单公布',
  'listing.delisted': '已公布退出名单',
  'listing.neverListed': '终止前未列入名单',
}

const changeStages: Readonly<Record<string, string>> = {
  opened: '收到变更',
  'noted.inTime': '证照已变更，等待机构申请变更',
  'noted.overdue': '申请期限已过，尚未申请变更',
  late: '逾期申请，等待负责人决定',
  'checking.inTime': '等待经办人员审查',
  'checking.late': '办理时限已过，正在督办',
  'supplementing.unserved': '等待机构查看补正告知书',
  'supplementing.served': '等待机构补正材料',
  'evaluating.awaitingVisit': '等待现场核查',
  'evaluating.confirming': '现场核查等待另一人复核',
  'evaluating.failed': '现场核查未达到标准',
  negotiating: '等待拟定补充协议',
  'signing.byInstitution': '等待乙方签署补充协议',
  'signing.byAgency': '等待甲方签署补充协议',
  refusalProposed: '拟不同意变更，等待负责人决定',
  underConsideration: '经办机构正在审查',
  'small.checking': '等待经办人员核对',
  'small.confirming': '等待另一人复核',
  agreed: '补充协议已签订，变更完成',
  noteTaken: '变更已登记',
  refused: '不同意变更，转入终止程序',
  ended: '逾期未申请变更，转入终止程序',
  withdrawn: '已撤回',
  merged: '已并入另一件变更',
  closed: '协议已终止，不再办理',
}

const renewalStages: Readonly<Record<string, string>> = {
  opened: '收到续签申请',
  early: '预受理，等待续签申请期开始',
  'reviewing.inTime': '等待续签审核',
  'reviewing.onHold': '等待年度考核结果',
  'reviewing.late': '续签审核时限已过，正在督办',
  negotiating: '等待拟定续签协议',
  'signing.byInstitution': '等待乙方签署续签协议',
  'signing.byAgency': '等待甲方签署续签协议',
  refusalProposed: '拟不予续签，等待负责人决定',
  underConsideration: '经办机构正在审查',
  renewed: '已续签',
  refused: '不予续签',
  withdrawn: '已撤回续签申请',
  closed: '协议已终止，不再办理',
}

const endingStages: Readonly<Record<string, string>> = {
  opened: '立件',
  'notice.unserved': '已事先告知，等待送达',
  'notice.served': '等待陈述申辩',
  'deciding.drafting': '等待拟定决定',
  'deciding.approving': '等待负责人决定',
  talks: '正在协商解除',
  'signing.byInstitution': '等待乙方签署协商解除协议书',
  'signing.byAgency': '等待甲方签署协商解除协议书',
  'decided.unserved': '已决定，等待送达',
  'decided.final': '已决定，救济期限内',
  'decided.contested': '已决定，正在复议（诉讼）',
  effective: '已解除（终止），本件办结',
  setAside: '决定被撤销，协议恢复',
  dropped: '不予解除（终止），本件办结',
  closed: '协议已终止，不再办理',
}

const listStages: Readonly<Record<string, string>> = {
  drafted: '已拟定，等待负责人审批公布',
  published: '已公布',
  withdrawn: '已撤回，没有公布',
}

const barRecordStages: Readonly<Record<string, string>> = {
  recorded: '已登记，等待另一人核对确认',
  'standing.final': '已确认，决定有效',
  'standing.underReview': '正在复议（诉讼），决定仍然有效',
  setAside: '决定已被撤销，限制解除',
  dropped: '不予登记',
}

const ruleReleaseStages: Readonly<Record<string, string>> = {
  draft: '草稿，等待另一人核对',
  checked: '已核对，等待公布',
  published: '已公布',
  dropped: '已作废，没有公布',
}

const ruleOverrideStages: Readonly<Record<string, string>> = {
  proposed: '已提出，等待另一人批准',
  approved: '已批准',
  dropped: '不予批准',
}

const stagesOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  application: applicationStages,
  evaluationRound: roundStages,
  agreement: agreementStages,
  change: changeStages,
  renewal: renewalStages,
  ending: endingStages,
  institutionList: listStages,
  barRecord: barRecordStages,
  ruleRelease: ruleReleaseStages,
  ruleOverride: ruleOverrideStages,
}

/** The title of exactly this state; undefined when the table has words only for what is around it, or none. */
export const ownStageTitle = (machine: string, path: string): string | undefined => stagesOf[machine]?.[path]

/** The region of a parallel machine that says where the case stands; the others are duties beside it. */
const mainRegions: Readonly<Record<string, string>> = { agreement: 'term' }

/** The leaf that says where the case stands, without the name of its region: `inForce.fixedTerm`, `publicNotice.clock.running`. */
export function mainLeaf(machine: string, stage: string): string {
  const region = mainRegions[machine]
  return region === undefined ? (stage.split(' ')[0] ?? '') : regionLeaf(stage, region)
}

/** The leaf of one region without its name; empty when the machine has no such region. */
export function regionLeaf(stage: string, region: string): string {
  const leaf = stage.split(' ').find((candidate) => candidate.startsWith(`${region}.`)) ?? ''
  return leaf.slice(region.length + 1)
}

function lookUp(titles: Readonly<Record<string, string>>, leaf: string): string {
  const steps = leaf.split('.')
  for (let length = steps.length; length > 0; length -= 1) {
    const title = titles[steps.slice(0, length).join('.')]
    if (title !== undefined) return title
  }
  return leaf
}

/** The regions of an agreement beside its term, none of which gates it. */
export type DutyRegion = 'filing' | 'listing' | 'connection' | 'settlement' | 'renewal' | 'performance'

/** The words of a duty beside an agreement's term: its filing (第十一条), its place on the list (第九条（五）), its settlement … */
export const dutyTitle = (stage: string, region: DutyRegion): string => lookUp(agreementStages, `${region}.${regionLeaf(stage, region)}`)

// What somebody at the desk must do or watch; everything else runs by itself.
const openLeaves: Readonly<Partial<Record<DutyRegion, RegExp>>> = {
  filing: /^(due|remarked)/,
  connection: /^(awaited\.late|failing)/,
  settlement: /^(grace|held)/,
  performance: /^suspensionAsked/,
}

/** What an agreement waits for beside its term, as the desk lists it: nothing while no duty is open. */
export const openDuties = (stage: string): string[] =>
  (Object.keys(openLeaves) as DutyRegion[])
    .filter((region) => openLeaves[region]?.test(regionLeaf(stage, region)) === true)
    .map((region) => dutyTitle(stage, region))

/** What the institution is shown: a refusal that is only proposed is the agency's own business. */
export const stageForInstitution = (stage: string): string =>
  stage === 'refusalProposed' ? 'underConsideration' : stage.replace('examination.refusalProposed', 'examination.byOfficer')

/** A panel is at work: in the round, or in a second evaluation. */
export const isBeingEvaluated = (stage: string): boolean => stage === 'underEvaluation' || stage.startsWith('reEvaluation.')

/** The stage in words. */
export function stageTitle(machine: string, stage: string): string {
  if (machine === 'application' && stage.includes('refusalProposed')) return '拟不予受理，等待负责人决定'
  if (machine === 'application' && stage.includes('objections.open'))
    return !stage.includes('clock.over') ? '评估结果公示中，有异议正在核查' : '公示期满，有异议正在核查'
  const region = mainRegions[machine]
  const leaf = mainLeaf(machine, stage)
  // Of the duties after the end none is the stage: it is that they are being done.
  const stood = machine === 'agreement' && leaf.startsWith('closing') ? 'closing' : leaf
  const title = lookUp(stagesOf[machine] ?? {}, region === undefined ? leaf : `${region}.${stood}`)
  const isInForce = machine === 'agreement' && leaf.startsWith('inForce')
  return isInForce && regionLeaf(stage, 'listing') === 'unlisted' ? `${title}，已签约未公布` : title
}
