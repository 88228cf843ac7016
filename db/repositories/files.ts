import type { Kysely } from 'kysely'
import { sha256 } from '../canonical-json'
import type { Schema } from '../schema'

export type StoredFile = { digest: string; mediaType: string; bytes: Uint8Array }

/** Bytes of documents and attachments, stored once under their SHA-256; one database file holds everything. */
export const fileRepository = (db: Kysely<Schema>) => ({
  /** @returns the digest under which the bytes are found again */
  async put(bytes: Uint8Array, mediaType: string, at: string): Promise<string> {
    const digest = sha256(bytes)
    await db
      .insertInto('stored_file')
      .values({ digest, media_type: mediaType, size: bytes.byteLength, bytes: Buffer.from(bytes), stored_at: at })
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .execute()
    return digest
  },

  /** The digests under which all files are stored. */
  async digests(): Promise<string[]> {
    const rows = await db.selectFrom('stored_file').select('digest').orderBy('digest').execute()
    return rows.map((row) => row.digest)
  },

  /** What a file is, without its bytes. */
  async describe(digest: string): Promise<{ mediaType: string; size: number } | undefined> {
    const row = await db.selectFrom('stored_file').select(['media_type', 'size']).where('digest', '=', digest).executeTakeFirst()
    return row && { mediaType: row.media_type, size: row.size }
  },

  async find(digest: string): Promise<StoredFile | undefined> {
    const row = await db.selectFrom('stored_file').selectAll().where('digest', '=', digest).executeTakeFirst()
    return row && { digest: row.digest, mediaType: row.media_type, bytes: new Uint8Array(row.bytes) }
  },
})
