import { demonstrationPassword } from '#app/journey/cast'
import { demonstrationPresent, demonstrationStart, makeDemonstration } from '#app/journey/demonstration'
import type { Database } from '#db/open'
import { standingClock, systemClock } from './clock.server'
import { createPortal } from './portal.server'

/**
 * Fills an empty database with the demonstration and sets its present; harmless on a filled one.
 * @param setShift keeps by how many milliseconds the demonstration's clock is ahead of (or behind) the wall clock
 * @returns the lines that name the demonstration accounts
 */
export async function seedDemonstration(database: Database, setShift: (milliseconds: number) => Promise<void>): Promise<readonly string[]> {
  const portal = createPortal({ database, clock: standingClock(demonstrationStart), mode: 'demo' })
  if ((await portal.read.people.count()) === 0) {
    await makeDemonstration(portal)
    await setShift(Date.parse(demonstrationPresent) - Date.parse(systemClock.now()))
  }
  return [
    `演示账号（密码均为 ${demonstrationPassword}，登录页可一键登录）：`,
    '  机构经办人 kangning、yifeng、jiayuan、yongsheng、renmin；东营区经办 officer-370502、负责人 head-370502；评估人员 staff-370502、clinical-370502',
    '  市级经办 officer-370500、head-370500；行政部门 authority；管理员 system-admin、security-admin、audit-admin',
  ]
}
