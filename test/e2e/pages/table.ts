import type { Page } from 'playwright-core'
import { xlsxType } from '#app/services/xlsx/workbook.server'
import { fillIn, press } from '../steps/form'
import { type Moment, roundId } from './world'

/** A page as somebody sees it at some moment. */
export type Look = {
  /** As in app/routes.ts. */
  route: string
  /** Login of a demonstration account; nobody unless given. */
  as?: string
  at?: Moment
  /** Names in braces stand for ids of the world; the route itself unless given. */
  path?: string
  /** HTTP status; 200 unless given. */
  answers?: number
  /** Puts the page into the state of a refused form. */
  refuse?: (page: Page) => Promise<number>
}

/** An address that answers with something else than a page. */
export type Resource = {
  route: string
  as?: string
  at?: Moment
  path: string
  answers: number
  type?: string
}

const officer = 'officer-370502'
const head = 'head-370502'
const [scoring, waiting] = ['staff-370502', 'clinical-370502']
const outpatients = 'demo-yongsheng'

const pressed = (button: string | RegExp) => (page: Page) => press(page, button)
const draft = (step: string) => `/my/apply/{draft}${step}`
const command = (caseId: string, name: string) => `/cases/${caseId}/do/${name}`

export const looks: readonly Look[] = [
  { route: '/' },
  { route: 'institutions' },
  { route: 'institutions', path: '/institutions?q=没有这家' },
  { route: 'notices' },
  { route: 'notices/:documentId', path: '/notices/{closedNotice}' },
  { route: 'notices/:documentId', at: 'published', path: '/notices/{notice}' },
  {
    route: 'notices/:documentId/object/:caseId',
    at: 'published',
    path: `/notices/{notice}/object/${outpatients}`,
    refuse: pressed('提交异议'),
  },
  {
    route: 'notices/:documentId/object/:caseId/receipt/:commandId',
    at: 'published',
    path: `/notices/{notice}/object/${outpatients}/receipt/{objectionReceipt}`,
  },
  {
    route: 'notices/:documentId/object/:caseId/receipt/:commandId',
    at: 'published',
    path: `/notices/{notice}/object/${outpatients}/receipt/{lead}`,
  },
  { route: 'notices/:documentId/object/:caseId', as: 'yongsheng', at: 'published', path: `/notices/{notice}/object/${outpatients}` },
  { route: 'verify', refuse: pressed('核验文件') },
  { route: 'verify', path: '/verify?code=ABC', answers: 404 },
  { route: 'verify/:code', path: '/verify/{agreementCode}' },
  { route: 'sign-in', refuse: pressed(/^登录$/) },
  { route: 'sign-in', path: '/sign-in?next=/my' },
  { route: 'resume/:heldId', as: 'anhe', path: '/resume/{held}' },
  { route: 'demo' },
  { route: 'demo', as: officer, path: '/demo?next=/desk' },
  {
    route: 'demo/time',
    as: officer,
    refuse: async (page) => {
      await fillIn(page, { date: '2020-01-01' })
      return press(page, '前往')
    },
  },
  { route: 'can-i-apply', refuse: pressed('查询') },
  {
    route: 'can-i-apply',
    path: '/can-i-apply?kind=clinic&admdvs=370522&affiliation=private&services=outpatient_pooling&services=inpatient',
  },
  { route: 'guide/flow' },
  { route: 'guide/flow/:machine', path: '/guide/flow/application' },
  { route: 'guide/materials', path: '/guide/materials?kind=hospital&services=inpatient&services=retail_drug' },
  { route: 'guide/calendar', path: '/guide/calendar?from=2026-04-29&count=5' },
  { route: 'guide/calendar', path: '/guide/calendar?count=0', answers: 422 },
  { route: 'my', as: 'anhe' },
  { route: 'my', as: 'yifeng' },
  { route: 'my', as: 'kangning', at: 'expired' },
  { route: 'my/register', refuse: pressed('登记并登录') },
  {
    route: 'my/contact',
    as: 'anhe',
    refuse: async (page) => {
      await fillIn(page, { email: '医保@example.cn' })
      return press(page, '保存')
    },
  },
  { route: 'my/contact', as: officer, path: '/my/contact?saved=1' },
  {
    route: 'my/notifications',
    as: 'anhe',
    refuse: async (page) => {
      await page.locator('select[name=quietUntil]').selectOption('')
      return press(page, '保存设置')
    },
  },
  { route: 'desk/templates', as: 'officer-370500' },
  {
    route: 'desk/templates/:template',
    as: 'officer-370500',
    path: '/desk/templates/turn.sms',
    refuse: async (page) => {
      await fillIn(page, { body: '请办理{身份证号}' })
      return press(page, '预览')
    },
  },
  { route: 'desk/templates/:template', as: 'head-370500', path: '/desk/templates/reminder.mail?done=draft' },
  { route: 'desk/notifications', as: officer, path: '/desk/notifications?done=openCalendar' },
  { route: 'my/people', as: 'anhe' },
  { route: 'my/people', as: 'yifeng-faren', path: '/my/people?done=letter' },
  { route: 'my/people/new', as: 'anhe', refuse: pressed('保存') },
  { route: 'my/people/new', as: 'yifeng-faren', refuse: pressed('保存') },
  { route: 'my/people/:accountId', as: 'yifeng-faren', path: '/my/people/account-yifeng', refuse: pressed('保存新的授权委托书') },
  {
    route: 'my/papers',
    as: 'anhe',
    refuse: async (page) => {
      await page.locator('summary').filter({ hasText: '更新或者补充' }).first().click()
      return press(page, /^保存/)
    },
  },
  { route: 'my/password', as: 'anhe', refuse: pressed('保存新密码') },
  { route: 'my/sites/new', as: 'anhe', refuse: pressed('保存') },
  { route: 'my/apply/:draftId', as: 'anhe', path: draft('') },
  { route: 'my/apply/:draftId/self-evaluation', as: 'anhe', path: draft('/self-evaluation'), refuse: pressed('保存并继续') },
  {
    route: 'my/apply/:draftId/materials',
    as: 'anhe',
    path: draft('/materials'),
    refuse: pressed(/^上传/),
  },
  { route: 'my/apply/:draftId/check', as: 'anhe', path: draft('/check') },
  { route: 'my/apply/:draftId/:section', as: 'anhe', path: draft('/licences'), refuse: pressed('保存并继续') },
  { route: 'my/apply/:draftId/:section', as: 'anhe', path: draft('/people'), refuse: pressed('保存并继续') },
  { route: 'my/apply/:draftId/:section', as: 'anhe', path: draft('/contacts'), refuse: pressed('保存并继续') },
  { route: 'cases/:caseId', as: 'yifeng', path: '/cases/demo-yifeng' },
  { route: 'cases/:caseId', as: officer, path: '/cases/demo-renmin' },
  { route: 'cases/:caseId', as: 'authority', path: '/cases/agreement-demo-huimin' },
  { route: 'cases/:caseId', as: 'yongsheng', at: 'negotiating', path: `/cases/${outpatients}` },
  { route: 'cases/:caseId/reopen', as: head, path: '/cases/demo-shuncheng/reopen', refuse: pressed('恢复办理') },
  { route: 'cases/:caseId/do/:command', as: 'yifeng', path: command('demo-yifeng', 'agreeTerms'), refuse: pressed('同意，生成协议文本') },
  { route: 'cases/:caseId/do/:command', as: 'yifeng', path: command('demo-yifeng', 'commentTerms'), refuse: pressed('提交意见') },
  { route: 'cases/:caseId/do/:command', as: officer, path: command('demo-renmin', 'proposeRefusal'), refuse: pressed('提交负责人决定') },
  {
    route: 'cases/:caseId/do/:command',
    as: officer,
    path: command('demo-renmin', 'issueSupplementNotice'),
    refuse: pressed('发出补正告知'),
  },
  { route: 'cases/:caseId/do/:command', as: 'renmin', path: command('demo-renmin', 'withdrawApplication') },
  { route: 'cases/:caseId/do/:command', as: officer, at: 'negotiating', path: command('demo-renmin', 'offerTerms') },
  {
    route: 'cases/:caseId/do/:command',
    as: officer,
    at: 'expired',
    path: command('agreement-demo-kangning', 'settleClaims'),
    refuse: pressed('登记'),
  },
  { route: 'my/agreements/:caseId', as: 'huimin', path: '/my/agreements/agreement-demo-huimin' },
  { route: 'desk/agreements/:caseId', as: officer, path: '/desk/agreements/agreement-demo-huimin' },
  { route: 'my/agreements/:caseId/change', as: 'huimin', path: '/my/agreements/agreement-demo-huimin/change?next=1' },
  {
    route: 'my/agreements/:caseId/change',
    as: 'huimin',
    path: '/my/agreements/agreement-demo-huimin/change?what=name&what=place&changedOn.businessLicence=2026-01-05&next=1',
    refuse: pressed('提交变更申请'),
  },
  {
    route: 'cases/:caseId/change',
    as: officer,
    path: '/cases/agreement-demo-kangning/change?what=bankAccount&next=1',
    refuse: pressed('提交变更'),
  },
  {
    route: 'desk/agreements/:caseId/end',
    as: officer,
    path: '/desk/agreements/agreement-demo-kangning/end?next=1',
  },
  {
    route: 'desk/agreements/:caseId/end',
    as: officer,
    path: '/desk/agreements/agreement-demo-kangning/end?ground=violation',
    refuse: pressed('提出，并向机构发出告知书'),
  },
  {
    route: 'my/agreements/:caseId/rescission',
    as: 'huimin',
    path: '/my/agreements/agreement-demo-huimin/rescission',
    refuse: pressed('申请协商解除'),
  },
  { route: 'desk/endings/new', as: officer, refuse: pressed('逐件提出，并发出告知书') },
  { route: 'cases/:caseId/note-change', as: officer, path: '/cases/agreement-demo-kangning/note-change', refuse: pressed('登记') },
  // No change waits for a look on site at the moments of this world.
  { route: 'desk/changes/:caseId/evaluation', as: officer, path: '/desk/changes/agreement-demo-kangning/evaluation', answers: 404 },
  { route: 'cases/:caseId/sign', as: 'jiayuan', path: '/cases/demo-jiayuan/sign', refuse: pressed(/^签章$/) },
  {
    route: 'cases/:caseId/sign',
    as: head,
    at: 'halfSigned',
    path: '/cases/demo-jiayuan/sign',
    refuse: pressed('加盖本机构电子签章'),
  },
  { route: 'messages', as: 'yifeng' },
  { route: 'messages', as: officer, at: 'evaluating' },
  { route: 'messages', as: 'authority', path: '/messages?view=unread' },
  { route: 'documents/:id/service', as: officer, path: '/documents/{paperReceipt}/service' },
  {
    route: 'desk',
    as: officer,
    refuse: async (page) => {
      await page.getByText('保存这个筛选').click()
      return press(page, /^保存$/)
    },
  },
  { route: 'desk', as: head, path: '/desk?view=climbed' },
  { route: 'desk', as: officer, path: '/desk?view=all&holder=none&due=soon' },
  { route: 'desk/batches/new', as: officer, path: '/desk/batches/new?do=accept&case=demo-renmin', refuse: pressed('逐件受理') },
  { route: 'desk/batches/new', as: head, path: '/desk/batches/new?do=handOver&all=1&view=all', refuse: pressed('逐件移交') },
  { route: 'desk/batches/:batchId', as: officer, path: '/desk/batches/{batch}' },
  { route: 'desk/cases/:caseId', as: officer, path: '/desk/cases/demo-renmin', refuse: pressed('记下') },
  { route: 'desk/intake/:caseId', as: officer, path: '/desk/intake/demo-renmin', refuse: pressed('有不符合，预览补正告知') },
  { route: 'desk/sign', as: head, at: 'halfSigned', refuse: pressed('对勾选的协议加盖电子签章') },
  { route: 'desk/rounds', as: officer, refuse: pressed('设立批次') },
  { route: 'desk/rounds', as: 'authority' },
  { route: 'desk/rounds/:caseId', as: officer, path: `/desk/rounds/${roundId}` },
  { route: 'desk/rounds/:caseId', as: officer, at: 'evaluating', path: `/desk/rounds/${roundId}`, refuse: pressed('提交负责人审批') },
  { route: 'desk/rounds/:caseId/panel', as: officer, path: `/desk/rounds/${roundId}/panel` },
  {
    route: 'desk/rounds/:caseId/approval',
    as: head,
    at: 'handedIn',
    path: `/desk/rounds/${roundId}/approval`,
    refuse: pressed('退回经办人员'),
  },
  { route: 'desk/rounds/:caseId/publication', as: officer, at: 'approved', path: `/desk/rounds/${roundId}/publication` },
  { route: 'desk/evaluations/:caseId', as: officer, at: 'evaluating', path: `/desk/evaluations/${outpatients}` },
  { route: 'desk/evaluations/:caseId', as: officer, at: 'handedIn', path: '/desk/evaluations/demo-renmin' },
  { route: 'desk/evaluations/:caseId', as: 'head-370523', path: '/desk/evaluations/demo-lique', refuse: pressed('退回评估小组') },
  { route: 'desk/evaluations/:caseId/panel', as: 'officer-370500', path: '/desk/evaluations/demo-yanhe/panel' },
  { route: 'desk/rounds/:caseId/notice', as: head, at: 'published', path: `/desk/rounds/${roundId}/notice`, refuse: pressed('决定顺延') },
  {
    route: 'cases/:caseId/do/:command',
    as: head,
    at: 'published',
    path: command(outpatients, 'correctNotice'),
    refuse: pressed('发布更正公告'),
  },
  { route: 'desk/objections', as: officer, at: 'published' },
  {
    route: 'desk/objections/:caseId/new',
    as: officer,
    at: 'published',
    path: `/desk/objections/${outpatients}/new`,
    refuse: pressed(/^登记$/),
  },
  { route: 'desk/leads', as: officer, at: 'published' },
  { route: 'desk/leads/:leadId', as: officer, at: 'published', path: '/desk/leads/{lead}', refuse: pressed('保存处理结果') },
  {
    route: 'desk/objections/:caseId',
    as: officer,
    at: 'published',
    path: `/desk/objections/${outpatients}`,
    refuse: pressed('办结这件异议'),
  },
  { route: 'desk/counter', as: officer },
  { route: 'desk/counter', path: '/desk/counter?uscc=91370502MA3C7K4M5B', as: officer, refuse: pressed('登记单位') },
  { route: 'desk/deliveries', as: officer, refuse: pressed('已通知到，保存') },
  { route: 'desk/deliveries', as: 'officer-370522' },
  { route: 'desk/list', as: 'officer-370500' },
  { route: 'desk/list', as: 'officer-370523' },
  { route: 'guide/rules' },
  { route: 'desk/rules', as: 'officer-370500' },
  { route: 'desk/rules', as: officer },
  { route: 'desk/rules/new', as: 'officer-370500', refuse: pressed('建立草稿') },
  { route: 'desk/rules/overrides/new', as: 'officer-370500' },
  { route: 'desk/rules/:caseId', as: officer, path: '/desk/rules/dongying-2016@2016-draft.1' },
  { route: 'desk/rules/:caseId', as: 'officer-370500', path: '/desk/rules/rules-draft' },
  { route: 'desk/rules/:caseId/dry-run', as: 'officer-370500', path: '/desk/rules/rules-draft/dry-run' },
  {
    route: 'desk/rules/:caseId/values/:part',
    as: 'officer-370500',
    path: '/desk/rules/rules-draft/values/deadline?key=changeWindow',
    refuse: async (page) => {
      await page.fill('[name="change.count"]', '0')
      return press(page, '保存修改')
    },
  },
  { route: 'desk/calendar', as: 'officer-370500', refuse: pressed('检查并预览') },
  {
    route: 'desk/calendar/:changeId',
    as: 'head-370500',
    path: '/desk/calendar/{calendarChange}',
    refuse: async (page) => {
      await page.getByText('退回这份安排').click()
      return press(page, '退回')
    },
  },
  { route: 'desk/ledger', as: officer },
  { route: 'desk/ledger', as: officer, path: '/desk/ledger?q=没有这家' },
  { route: 'desk/ledger/licences', as: officer },
  { route: 'desk/ledger/licences', as: officer, path: '/desk/ledger/licences?view=held&q=没有这家' },
  { route: 'desk/ledger/new', as: officer },
  { route: 'desk/ledger/new', as: officer, path: '/desk/ledger/new?uscc=91370502MA3C7K4M5B', refuse: pressed('登记，交另一人核对') },
  { route: 'oversight', as: 'authority-370523' },
  { route: 'oversight', as: 'authority', path: '/oversight?view=all' },
  { route: 'oversight', as: 'authority-370523', path: '/oversight?q=没有这家' },
  { route: 'cases/:caseId', as: 'officer-370523', path: '/cases/agreement-demo-huaguan' },
  { route: 'cases/:caseId', as: 'head-370500', path: '/cases/list-2026-02-26' },
  {
    route: 'cases/:caseId/do/:command',
    as: 'head-370500',
    path: command('list-2026-02-26', 'withdrawList'),
    refuse: pressed('撤回名单'),
  },
  { route: 'cases/:caseId/do/:command', as: 'head-370500', path: command('list-2026-02-26', 'publishList') },
  { route: 'cases/:caseId/do/:command', as: 'officer-370523', path: command('agreement-demo-huaguan', 'fileAgreement') },
  { route: 'cases/:caseId/do/:command', as: 'authority-370523', path: command('agreement-demo-daozhuang', 'acknowledgeFiling') },
  {
    route: 'cases/:caseId/do/:command',
    as: 'officer-370523',
    path: command('agreement-demo-dingzhuang', 'answerFilingRemarks'),
    refuse: pressed('提交答复'),
  },
  { route: 'cases/:caseId/do/:command', as: officer, path: command('demo-renmin', 'transferApplication'), refuse: pressed('移送') },
  { route: 'cases/:caseId/do/:command', as: 'officer-370503', path: command('demo-xinhu', 'scheduleVisit') },
  {
    route: 'cases/:caseId/do/:command',
    as: 'officer-370503',
    path: command('demo-liuhe', 'recordFailedVisit'),
    refuse: pressed(/^登记$/),
  },
  { route: 'cases/:caseId/do/:command', as: 'renmin', path: command('demo-renmin', 'handInLicence'), refuse: pressed('提交证照') },
  { route: 'field', as: waiting, at: 'evaluating' },
  { route: 'field/:caseId', as: waiting, at: 'evaluating', path: `/field/${outpatients}`, refuse: pressed('提交申明') },
  {
    route: 'field/:caseId/check',
    as: scoring,
    at: 'evaluating',
    path: `/field/${outpatients}/check`,
    refuse: pressed(/^提交评分表$/),
  },
  {
    route: 'field/:caseId',
    as: scoring,
    at: 'evaluating',
    path: `/field/${outpatients}`,
    refuse: async (page) => {
      const [first] = await page.locator('[data-score-input]').all()
      const name = (await first?.getAttribute('name')) ?? ''
      await fillIn(page, { [name]: '99' })
      return press(page, '检查并提交')
    },
  },
  { route: 'field/:caseId', as: waiting, at: 'evaluating', path: '/field/demo-renmin' },
  { route: 'admin/accounts/new', as: 'system-admin', refuse: pressed('新建账号') },
  { route: 'admin', as: 'security-admin' },
  { route: 'admin', as: 'audit-admin' },
  { route: 'internal/kit' },
]

export const resources: readonly Resource[] = [
  { route: 'institutions.xlsx', path: '/institutions.xlsx', answers: 200, type: xlsxType },
  { route: 'desk/ledger.xlsx', as: officer, path: '/desk/ledger.xlsx', answers: 200, type: xlsxType },
  { route: 'desk/ledger/licences.xlsx', as: officer, path: '/desk/ledger/licences.xlsx', answers: 200, type: xlsxType },
  { route: 'oversight.xlsx', as: 'authority', path: '/oversight.xlsx?view=all', answers: 200, type: xlsxType },
  { route: 'lists/:documentId/list.xlsx', path: '/lists/{receipt}/list.xlsx', answers: 404 },
  {
    route: 'documents/:id',
    as: 'yifeng',
    path: '/documents/{receipt}',
    answers: 200,
    type: 'application/pdf',
  },
  { route: 'messages/:id', as: 'yifeng', path: '/messages/document:{receipt}', answers: 302 },
  { route: 'attachments/:id', as: 'anhe', path: '/attachments/{attachment}', answers: 200, type: 'application/pdf' },
  { route: 'attachments/:id', as: 'anhe', path: '/attachments/{attachment}?as=page', answers: 200, type: 'application/pdf' },
  { route: 'attachments/:id', as: 'anhe', path: '/attachments/{attachment}?as=thumbnail', answers: 200, type: 'image/svg+xml' },
  {
    route: 'cases/:caseId/files/:digest',
    as: officer,
    path: '/cases/demo-renmin/files/{paper}',
    answers: 200,
    type: 'application/pdf',
  },
  {
    route: 'notices/:documentId/object/:caseId/receipt/:commandId/documents/:paperId',
    at: 'published',
    path: `/notices/{notice}/object/${outpatients}/receipt/{objectionReceipt}/documents/{objectionPaper}`,
    answers: 200,
    type: 'application/pdf',
  },
  {
    route: 'cases/:caseId/files/:digest',
    as: officer,
    path: '/cases/demo-renmin/files/{paper}?as=thumbnail',
    answers: 200,
    type: 'image/svg+xml',
  },
  { route: 'cases/:caseId/object', as: 'yongsheng', at: 'published', path: `/cases/${outpatients}/object`, answers: 302 },
  {
    route: 'desk/objections/:caseId/evidence/:objectionId/:digest',
    as: officer,
    at: 'published',
    path: `/desk/objections/${outpatients}/evidence/{objectionReceipt}/{evidence}?as=page`,
    answers: 200,
    type: 'application/pdf',
  },
  {
    route: 'desk/leads/:leadId/files/:digest',
    as: officer,
    at: 'published',
    path: '/desk/leads/{lead}/files/{evidence}',
    answers: 200,
    type: 'application/pdf',
  },
  { route: 'calendar/:file', path: '/calendar/{calendar}.ics', answers: 200, type: 'text/calendar; charset=utf-8' },
  { route: 'text-size/:size', path: '/text-size/large?back=/', answers: 302 },
  { route: 'sign-out', path: '/sign-out', answers: 302 },
  { route: 'demo/sign-in', path: '/demo/sign-in', answers: 302 },
  // Only a post answers at these: the address alone holds no page.
  { route: 'field/:caseId/draft', as: scoring, at: 'evaluating', path: `/field/${outpatients}/draft`, answers: 400 },
  { route: 'cases/:caseId/demo-certificate', as: 'jiayuan', path: '/cases/demo-jiayuan/demo-certificate', answers: 400 },
]
