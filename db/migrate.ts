import { type Migration, Migrator } from 'kysely'
import { people } from './migrations/0001-people'
import { caseFile } from './migrations/0002-case-file'
import { policyDocuments } from './migrations/0003-policy-documents'
import { inboxService } from './migrations/0004-inbox-service'
import { mail } from './migrations/0005-mail'
import { severalServers } from './migrations/0006-several-servers'
import { sealedEntries } from './migrations/0007-sealed-entries'
import { barLedger } from './migrations/0008-bar-ledger'
import { desk } from './migrations/0009-desk'
import { membersLibrary } from './migrations/0010-members-library'
import { notices } from './migrations/0011-notices'
import { rulePacks } from './migrations/0012-rule-packs'
import { ruleChanges } from './migrations/0013-rule-changes'
import { messages } from './migrations/0014-messages'
import { ledger } from './migrations/0015-ledger'
import type { Database } from './open'

// A static list survives bundling; the names are the order.
const migrations: Record<string, Migration> = {
  '0001-people': people,
  '0002-case-file': caseFile,
  '0003-policy-documents': policyDocuments,
  '0004-inbox-service': inboxService,
  '0005-mail': mail,
  '0006-several-servers': severalServers,
  '0007-sealed-entries': sealedEntries,
  '0008-bar-ledger': barLedger,
  '0009-desk': desk,
  '0010-members-library': membersLibrary,
  '0011-notices': notices,
  '0012-rule-packs': rulePacks,
  '0013-rule-changes': ruleChanges,
  '0014-messages': messages,
  '0015-ledger': ledger,
}

/** All migrations, in their order. */
export const migrationNames: readonly string[] = Object.keys(migrations)

/**
 * Brings a database to the newest schema; harmless when it is already there.
 * @returns the names of the migrations that ran now
 * @throws Error of the failed migration; nothing of it is left behind
 */
export async function migrate({ write }: Database): Promise<string[]> {
  const migrator = new Migrator({ db: write, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return (results ?? []).map((result) => result.migrationName)
}

/** True when every migration has run. */
export async function isMigrated({ write }: Database): Promise<boolean> {
  const migrator = new Migrator({ db: write, provider: { getMigrations: async () => migrations } })
  return (await migrator.getMigrations()).every((migration) => migration.executedAt !== undefined)
}
