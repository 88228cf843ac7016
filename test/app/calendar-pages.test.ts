import { describe, expect, it } from 'vitest'
import { type Core, ids, openCoreAt } from '#test/setup/core'
import { atEndOfFile } from '#test/setup/end-of-file'
import { PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { corrected2026 } from '#test/workflows/corrected-calendar'

async function opened(): Promise<{ core: Core; as: (login?: string) => Promise<PlainBrowser> }> {
  const core = await openCoreAt('publicNotice')
  const { origin, close } = await startPages(core.portal, (file) =>
    /^routes\/(desk\/calendar|public\/calendar|messages\/|demo\/|session\/|case\/view)/.test(file),
  )
  atEndOfFile(close)
  return {
    core,
    async as(login) {
      const browser = new PlainBrowser(origin)
      await browser.get('/sign-in')
      if (login !== undefined) await browser.post('/demo/sign-in', { login })
      return browser
    },
  }
}

describe('the pages of the calendar', () => {
  it('lead from the pasted notice over the preview to a second person, and then to the parties', async () => {
    const { as } = await opened()
    const officer = await as('officer-370500')
    expect((await officer.get('/desk/calendar')).text).toContain('载入或者更正一年的安排')
    const form = {
      year: '2026',
      source: '国办发明电〔2026〕2号',
      days: corrected2026({ off: { '2026-04-16': '清明节', '2026-04-17': '清明节' } }),
    }
    const refused = await officer.post('/desk/calendar', { ...form, days: '2026-04-16 休 清明节\n2026-04-16 班' })
    expect(refused.status).toBe(422)
    for (const words of ['第2行2026年4月16日重复', '没有写到元旦、春节、劳动、端午、中秋、国庆的放假日期'])
      expect(refused.text).toContain(words)

    const { headers } = await officer.post('/desk/calendar', form)
    const path = headers.location ?? ''
    const own = await officer.get(path)
    for (const words of ['4月16日（星期四）增加放假（清明节）', '2026年4月20日', '2026年4月22日', '为什么是这一天', '请由另一人核对确认'])
      expect(own.text).toContain(words)
    const head = await as('head-370500')
    const page = await head.get(path)
    const seen = /name="seen" value="([^"]*)"/.exec(page.text)?.[1] ?? ''
    expect((await head.post(path, { _task: 'confirm', seen })).status).toBe(303)
    expect((await head.get(path)).text).toContain('已经生效')

    const applicant = await as('clinic')
    expect((await applicant.get('/messages')).text).toContain('公示期由2026年4月20日顺延至2026年4月22日')
    const record = (await applicant.get(`/cases/${ids.application}`)).text
    for (const words of ['放假安排有变化，期限重新计算', '由2026年4月20日顺延至2026年4月22日']) expect(record).toContain(words)
  })

  it('tell everybody the days of a year and count working days, but never into a year that nobody has published', async () => {
    const { as } = await opened()
    const anybody = await as()
    const page = (await anybody.get('/guide/calendar?from=2026-04-29&count=5')).text
    for (const words of ['2026年5月9日 星期六', '调休上班（劳动节）', '5月1日（星期五）至5月5日（星期二）']) expect(page).toContain(words)
    expect((await anybody.get('/guide/calendar?from=2026-12-28&count=5')).text).toContain('2027年的放假安排还没有公布或者载入')
    expect((await anybody.get('/guide/calendar?from=2026-02-30&count=0')).status).toBe(422)
  })
})
