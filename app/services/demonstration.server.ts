import type { Database } from '#db/open'

/**
 * Fills an empty database with the demonstration and sets its present; harmless on a filled one.
 * @returns the lines that name the demonstration accounts
 */
export async function seedDemonstration(_database: Database, _setShift: (milliseconds: number) => Promise<void>): Promise<readonly string[]> {
  return []
}
