import { maskId } from './format'

const openQuestion = '统一社会信用代码'
const isIdentityQuestion = (question: string): boolean => question.endsWith('身份证号码')
// The number of a line of the roster: '1. 陈明，370522197903151012，医师'.
const rosterNumber = /(?<=^\d+\. [^，\n]+，)[A-Z\d]{7,18}(?=，)/gm
const hasDigit = /\d/
const longNumber = /\d{11,}[\dXx]/g

/** An answer for those who need no identity or account numbers. Passports are as short as other words: their place tells. */
export function maskedAnswer(question: string, answer: string): string {
  if (question === openQuestion) return answer
  if (isIdentityQuestion(question)) return hasDigit.test(answer) ? maskId(answer) : answer
  return answer.replace(rosterNumber, maskId).replace(longNumber, maskId)
}
