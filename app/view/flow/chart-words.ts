import { machineTitles } from '#app/view/labels'
import { ownStageTitle } from '#app/view/stages'
import type { MachineName } from '#workflows/engine/restore'

type Words = { summary: string; states: Readonly<Record<string, string>> }

/** What each chart is about, and the titles of states that no list of cases names: groups, regions and steps inside a stage. */
const chartWords = {
  application: {
    summary: '一个执业地点的协议管理申请：从提交、受理、评估、公示到双方签订服务协议（第八条至第十条）。',
    states: {
      submitted: '已提交',
      'submitted.clock': '受理时限',
      'submitted.examination': '材料审查',
      supplementing: '补正材料',
      'publicNotice.clock': '公示期',
      'publicNotice.clock.running': '正在公示',
      'publicNotice.clock.over': '公示期满',
      'publicNotice.objections': '异议',
      'publicNotice.objections.none': '没有未办结的异议',
      'publicNotice.objections.open': '有异议正在核查',
      'publicNotice.objections.open.inTime': '在处理时限以内',
      'publicNotice.objections.open.late': '处理时限已过，正在督办',
      'reEvaluation.inTime': '在重新评估时限以内',
      negotiating: '协商协议内容',
      signing: '签订服务协议',
    },
  },
  evaluationRound: {
    summary: '每年4月、10月的集中评估：接收申请、评估、审批和公示（第九条（三）、（四））。',
    states: { evaluating: '正在集中评估', 'publicNotice.running': '正在公示' },
  },
  agreement: {
    summary: '已签订的服务协议：期限、备案、名单公布、系统联调、结算和续签，以及终止以后的事项（第十一条至第十九条）。',
    states: {
      term: '协议期限',
      'term.inForce': '协议有效',
      'term.inForce.continued.inTime': '在延续期以内',
      'term.closing.settlement': '结算清理',
      'term.closing.settlement.done': '结算已经清理',
      'term.closing.plaque': '标识牌',
      'term.closing.plaque.done': '标识牌已收回',
      'term.closing.announcement': '公告',
      'term.closing.announcement.done': '已公告',
      'term.closing.patients': '在院病人',
      'term.closing.patients.sorting': '是否有住院服务',
      'term.closing.patients.done': '在院病人已安排',
      filing: '备案',
      'filing.due': '等待报送备案',
      listing: '名单公布',
      connection: '系统联调',
      'connection.awaited': '等待系统联调',
      settlement: '结算和许可证',
      'settlement.open.sorting': '许可证有无截止日期',
      'settlement.open.watched': '正常结算，许可证到期日已登记',
      'settlement.open.unwatched': '正常结算，许可证长期有效',
      renewal: '续签',
      performance: '中止和恢复',
      record: '变更记载',
    },
  },
  change: {
    summary: '协议内容或者证照的变更：一个月以内申请，审查、现场核查，双方签订补充协议（第十四条、第十五条）。',
    states: {
      noted: '证照已变更，尚未申请',
      checking: '审查变更',
      supplementing: '补正材料',
      evaluating: '现场核查',
      signing: '签署补充协议',
      small: '不须签补充协议的变更',
    },
  },
  renewal: {
    summary: '期满前30日内提出的续签：审核、协商，签订下一个期限的协议（第十三条）。',
    states: { reviewing: '审核续签', signing: '签署续签协议' },
  },
  ending: {
    summary: '协议期满以前的解除和终止：先告知、听取陈述申辩，两人决定，可以复议和诉讼（第十五条至第十九条）。',
    states: { notice: '事先告知', deciding: '作出决定', signing: '签署协商解除协议书', decided: '已决定' },
  },
  institutionList: {
    summary: '协议管理医药机构名单：由市级经办机构拟定、另一人审批公布（第九条（五））。',
    states: {},
  },
  barRecord: {
    summary: '查实的弄虚作假和行政处罚：一人登记、另一人核对，被撤销的解除限制（第十条）。',
    states: { standing: '已确认' },
  },
  ruleRelease: {
    summary: '规则版本：由市经办机构起草，没有参与起草的另一人核对、公布，公布后不能再改（第四条）。',
    states: {},
  },
  ruleOverride: {
    summary: '规则版本有效期届满后的例外适用：由市经办机构一人提出、另一人批准（第二十七条）。',
    states: {},
  },
} as const satisfies Record<MachineName, Words>

const wordsOf = (machine: MachineName): Words => chartWords[machine]

/** One sentence on what a chart governs. */
export const chartSummary = (machine: MachineName): string => wordsOf(machine).summary

/** The title of exactly this state; undefined when nobody has given it one. */
export function chartStateTitle(machine: MachineName, path: string): string | undefined {
  if (path === '') return machineTitles[machine]
  const { states } = wordsOf(machine)
  return Object.hasOwn(states, path) ? states[path] : ownStageTitle(machine, path)
}
