import { describe, expect, it } from 'vitest'
import { messageIssues } from '#templates/messages/check-message'
import { bundledText, messageTemplates, renderMessage, sampleMessage } from '#templates/messages/message-texts'
import { smsLength } from '#templates/messages/sms-length'

describe('the text of a message', () => {
  it.each(messageTemplates)('%s that comes with the program holds what it must, and no place stays open', (template) => {
    expect(messageIssues(template, bundledText(template))).toEqual({})
    const { subject, body } = sampleMessage(template, bundledText(template))
    expect(subject + body).not.toMatch(/[{}]/)
  })

  it('may hold no name outside the list, and none that its channel does not have', () => {
    const text = { subject: '', body: '{要点}{事项}{身份证号}' }
    expect(messageIssues('turn.sms', text).body).toEqual([expect.stringMatching(/^没有\{身份证号\}这个变量/)])
    expect(messageIssues('turn.sms', { subject: '', body: '{要点}{事项}{内容}' }).body).toEqual([expect.stringContaining('{内容}')])
  })

  it('must hold what it is about, at the field that lacks it', () => {
    expect(messageIssues('reminder.mail', { subject: '提醒', body: '{内容}' })).toEqual({
      subject: ['缺少{事项}，请加上'],
      body: ['缺少{网址}，请加上'],
    })
    expect(messageIssues('document.inApp', { subject: '', body: ' ' })).toEqual({ body: ['请填写文字'] })
  })

  it('has its braces in pairs', () => {
    expect(messageIssues('turn.inApp', { subject: '', body: '{内容}}' }).body).toEqual(['花括号须成对，如{事项}'])
  })

  it('never takes a value for another place', () => {
    expect(renderMessage({ subject: '', body: '{事项}' }, { 事项: '{电话}', 电话: '120' }).body).toBe('{电话}')
  })
})

describe('a text message', () => {
  it.each([
    [0, '', 0],
    [70, '', 1],
    [71, '', 2],
    [134, '', 2],
    [135, '', 3],
    [64, '东营医保', 1],
    [65, '东营医保', 2],
  ])('of %i characters signed %j is sent in %i parts', (length, signature, parts) => {
    expect(smsLength('字'.repeat(length), signature).parts).toBe(parts)
  })
})
