import { readFileSync } from 'node:fs'
import type { Portal } from '#app/services/portal.server'
import { hashPassword } from '#app/services/sessions.server'
import { CliError } from './cli-error'

const leastPasswordLength = 12

/** The first administrator of a production portal; refused once there is any account. The password comes by stdin. */
export async function createFirstUser(portal: Portal, login: string, name: string): Promise<string> {
  if (!/^[a-z][a-z0-9-]{2,31}$/.test(login) || name.length < 2)
    throw new CliError('写法：user create-first 账号 姓名（账号为小写字母开头的3至32位）')
  if ((await portal.read.people.count()) > 0) throw new CliError('已经有账号，请由管理员在平台内添加。')
  const password = readFileSync(0, 'utf8').trim()
  if (password.length < leastPasswordLength) throw new CliError(`密码至少${leastPasswordLength}位，请从标准输入给出。`)
  const password_hash = await hashPassword(password)
  const outcome = await portal.unit.inTransaction((tx) =>
    tx.people.insert(
      { id: portal.newId(), login, name, password_hash, status: 'active', agency_id: null, panel_role: null, created_at: portal.now() },
      ['systemAdmin'],
    ),
  )
  if (!outcome.ok) throw new CliError('账号没有建立。')
  return `已建立系统管理员${login}。`
}
