import { z } from 'zod'

/** A settlement account number of 8 to 32 digits; spaces are dropped. */
export const BankAccount = z
  .string({ error: '请填写银行账号' })
  .overwrite((text) => text.replace(/\s/g, ''))
  .regex(/^\d{8,32}$/, '银行账号应为8至32位数字，请按开户许可证或者账户信息核对')
export type BankAccount = z.output<typeof BankAccount>
