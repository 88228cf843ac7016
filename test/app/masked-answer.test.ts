import { describe, expect, it } from 'vitest'
import { maskedAnswer } from '#app/view/masked-answer'

describe('an answer for the panel and for readers', () => {
  it('hides identity numbers of every paper, also in the roster, and account numbers', () => {
    expect(maskedAnswer('法定代表人身份证号码', '370502198005120010')).toBe('370502********0010')
    expect(maskedAnswer('经办人身份证号码', 'E12345678')).toBe('*********')
    expect(maskedAnswer('银行账号', '3700000012345678')).not.toContain('00000012')
    const roster = '1. 陈明，370522197903151012，医师，110\n2. 史密斯，E12345678，医师，110370500001235'
    const shown = maskedAnswer('卫生技术人员和药师', roster)
    expect(shown).toContain('1. 陈明，370522********1012，医师')
    expect(shown).toContain('2. 史密斯，*********，医师')
  })

  it('leaves what is no number of a person: the credit code, yes and no, equipment and a number that was not given', () => {
    expect(maskedAnswer('统一社会信用代码', '913705021234567890')).toBe('913705021234567890')
    expect(maskedAnswer('身份证号码已与证件逐位核对，以证件为准', '是')).toBe('是')
    expect(maskedAnswer('主要设备', '心电图机 ECG12345 1台')).toBe('心电图机 ECG12345 1台')
    expect(maskedAnswer('实际控制人身份证号码', '未填')).toBe('未填')
  })
})
