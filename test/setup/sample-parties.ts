// The parties and the head that the samples of all documents share.

export const sampleHead = (issuer = '东营市社会保险中心', kindWord = '收') => ({
  issuer,
  documentNumber: `东社保协${kindWord}〔2026〕3号`,
  issuedOn: '2026-03-05',
  caseNumber: '370502-A-2026-0007',
  legalBasis: ['《东营市基本医疗保险医药机构协议管理办法》第八条', '第九条第（二）项'],
  remedy:
    '对本文书有疑问的，可以向我单位咨询；认为侵犯合法权益的，可以自收到之日起六十日内申请行政复议，或者六个月内向人民法院提起行政诉讼。',
  service: '平台电子送达，同时短信提醒',
  verification: { url: 'https://portal.example.cn/verify/K7QM-2R9X-4TDA', code: 'K7QM-2R9X-4TDA' },
})

export const applicant = { name: '东营区文汇街道㛃䶮𬭊口腔诊所', address: '山东省东营市东营区济南路100号' }
export const contact = {
  office: '医药机构协议管理科',
  person: '王明',
  phone: '0546-8300000',
  address: '东营市东营区府前大街80号市民服务大厅3楼12号窗口',
}
