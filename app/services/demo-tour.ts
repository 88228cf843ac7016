export type TourStep = {
  title: string
  text: string
  /** Whose account; nobody's when anybody may look. */
  login: string | null
  href: string
}

/** Things worth a look at the demonstration's beginning, in the order of an agreement's life. */
export const demoTour: readonly TourStep[] = [
  {
    title: '看公示，实名提出异议',
    text: '垦利区的评估结果正在公示。不登录也能查看得分，并对其中一家提出异议；姓名只有经办人员看得到。',
    login: null,
    href: '/notices',
  },
  {
    title: '受理一份刚交来的申请',
    text: '东营仁民药房今天上午提交了申请。逐份核对材料，决定受理、一次性告知补正或者不予受理。',
    login: 'officer-370502',
    href: '/desk/intake/demo-renmin',
  },
  {
    title: '打开一份补正告知',
    text: '河口鑫泰诊所收到一次性告知，还没有查看。查看之日起开始计算补正期限；一直不看，第3个工作日视为送达。',
    login: 'xintai',
    href: '/cases/demo-xintai',
  },
  {
    title: '在现场独立评分',
    text: '河口新湖中医诊所已经考查，四名成员中两名交了评分表。先申明有无回避情形，再逐项评分；别人的分数看不到。',
    login: 'manager-370503',
    href: '/field/demo-xinhu',
  },
  {
    title: '审批一个批次的评估结果',
    text: '利津县的结果由经办人员提交，须由另一个人审批：一家合格，一家不合格。可以同意公示，也可以退回。',
    login: 'head-370522',
    href: '/desk/rounds/round-370522-2025-10/approval',
  },
  {
    title: '核查一件逾期的异议',
    text: '广饶孙武湖医院公示期内收到实名异议，核查时限已过。两名未参加评估的人员核查后办结，其他机构照常签约。',
    login: 'officer-370523',
    href: '/desk/objections/demo-sunwu',
  },
  {
    title: '机构用证书签协议',
    text: '东营佳园社区卫生服务站已确认条款，等待乙方签章。可以先下载演示证书，再用它签署。',
    login: 'jiayuan',
    href: '/cases/demo-jiayuan/sign',
  },
  {
    title: '负责人加盖甲方签章',
    text: '广饶大码头同安诊所已经签章。负责人复核后加盖电子签章，协议当日成立；同一份 PDF 里两个签名都可以核验。',
    login: 'head-370523',
    href: '/desk/sign',
  },
  {
    title: '行政部门接收备案',
    text: '广饶县经办机构报送了稻香湾卫生院的协议。出具备案回执，或者提出意见；备案不影响协议效力。',
    login: 'authority-370523',
    href: '/cases/agreement-demo-daozhuang',
  },
  {
    title: '市级负责人公布名单',
    text: '市级经办人员拟好了新一期名单，新增一家、退出一家，等负责人审批公布。公布以后，公众才能在首页查到新机构。',
    login: 'head-370500',
    href: '/cases/list-2026-02-26',
  },
  {
    title: '在续签申请期里申请续签',
    text: '东营西湖门诊部的协议3月20日期满，已经申请续签，正在审核。康宁诊所的协议5月9日期满，现在就可以先提交。',
    login: 'kangning',
    href: '/cases/agreement-demo-kangning',
  },
  {
    title: '决定一件逾期的变更',
    text: '利津明集荷塘卫生院变更名称，申请晚了一个月。负责人写明理由准予继续办理，或者转入终止程序听取陈述申辩。',
    login: 'head-370522',
    href: '/cases/late-demo-mingji',
  },
  {
    title: '作出解除协议的决定',
    text: '广饶一家机构串换项目，事先告知、陈述申辩都已完成，决定已经拟好，须由提出和拟定以外的负责人决定。',
    login: 'head-370523',
    href: '/cases/ending-demo-huaguan',
  },
]
