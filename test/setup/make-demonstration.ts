import { renameSync, rmSync } from 'node:fs'
import { systemClock } from '#app/services/clock.server'
import { seedDemonstration } from '#app/services/demonstration.server'
import { publicOriginSetting } from '#app/services/issue-document.server'
import { loadReferenceData } from '#app/services/reference-data.server'
import { migrate } from '#db/migrate'
import { openDatabase } from '#db/open'
import { unitOfWork } from '#db/unit-of-work'

// node --import tsx test/setup/make-demonstration.ts FILE: the demonstration as `npm start` fills it, in one closed file.
const [, , file = ''] = process.argv
const unfinished = `${file}.${process.pid}`
const database = openDatabase(`file:${unfinished}`)
try {
  await migrate(database)
  const unit = unitOfWork(database)
  await loadReferenceData(unit, systemClock.now())
  await unit.inTransaction((tx) => tx.policy.putSetting(publicOriginSetting, 'http://localhost:3000'))
  await seedDemonstration(database, async () => {})
  await database.close()
  renameSync(unfinished, file)
} finally {
  for (const suffix of ['', '-wal', '-shm']) rmSync(unfinished + suffix, { force: true })
}
