import { demonstrationPassword } from '#app/journey/cast'
import { demonstrationPresent, demonstrationStart, makeDemonstration } from '#app/journey/demonstration'
import { withoutWaitingForDisk } from '#db/bulk-load'
import type { Database } from '#db/open'
import { standingClock, systemClock } from './clock.server'
import { createPortal, type Portal } from './portal.server'

/** Says whether the filling has begun and whether it is through. */
export const stateSetting = 'demonstration.state'

/** An earlier filling was broken off; what is there is no demonstration and has cost nobody any work. */
export class BrokenDemonstrationError extends Error {
  constructor(file: string | null) {
    super(`上次启动时演示数据没有装完。请删除${file === null ? '这个数据库' : `数据库文件 ${file}`}，再重新启动。`)
  }
}

/**
 * Fills an empty database with the demonstration and sets its present; harmless on a filled one.
 * @param setShift keeps by how many milliseconds the demonstration's clock is ahead of (or behind) the wall clock
 * @returns the lines that name the demonstration accounts
 * @throws BrokenDemonstrationError
 */
export async function seedDemonstration(database: Database, setShift: (milliseconds: number) => Promise<void>): Promise<readonly string[]> {
  const portal = createPortal({ database, clock: standingClock(demonstrationStart), mode: 'demo' })
  if ((await portal.read.policy.findSetting(stateSetting)) === 'filling') throw new BrokenDemonstrationError(database.file)
  if ((await portal.read.people.count()) === 0) {
    await setState(portal, 'filling')
    await withoutWaitingForDisk(database, () => makeDemonstration(portal))
    await setShift(Date.parse(demonstrationPresent) - Date.parse(systemClock.now()))
    await setState(portal, 'filled')
  }
  return [
    `演示账号（密码均为 ${demonstrationPassword}）：在首页或登录页打开“演示指南”，按姓名一键登录。例如`,
    '  机构经办人 yifeng、jiayuan、renmin；东营区经办 officer-370502、负责人 head-370502；评估人员 clinical-370503',
    '  市级经办 officer-370500、负责人 head-370500；行政部门 authority；管理员 system-admin、security-admin、audit-admin',
  ]
}

async function setState({ unit }: Portal, state: 'filling' | 'filled'): Promise<void> {
  await unit.inTransaction((tx) => tx.policy.putSetting(stateSetting, state))
}
