import { afterAll, describe, it } from 'vitest'
import { coresOn } from '#test/setup/core'
import { onlyPostgres } from '#test/setup/databases'

// These suites run on SQLite by themselves; here every test of them runs again on a real PostgreSQL server.
const suites = {
  repositories: () => import('#test/db/repositories.test'),
  dispatch: () => import('#test/app/dispatch.test'),
  deadlines: () => import('#test/app/deadlines.test'),
  outbox: () => import('#test/app/outbox.test'),
  races: () => import('#test/app/races.test'),
  tries: () => import('#test/app/tries.test'),
}

const postgres = await onlyPostgres()

describe.each(Object.entries(suites))('on postgres: %s', async (name, load) => {
  if (postgres === undefined) {
    it.skip(`NOT SUPPORTED HERE: ${name} on postgres (no server programs installed)`, () => {})
    return
  }
  coresOn(postgres)
  await load()
})

afterAll(() => postgres?.stop())
