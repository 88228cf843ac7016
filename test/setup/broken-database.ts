import type { KyselyPlugin } from 'kysely'
import type { Database } from '#db/open'

const writes = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode'])

/** A fault that can be set: the n-th write from now on is thrown away together with its transaction. */
export type Fault = {
  /** Writes seen since the last `arm` or `disarm`. */
  seen: number
  arm: (beforeWrite: number) => void
  disarm: () => void
}

export class Crash extends Error {}

/** Wraps a database so that its writing connection fails before a chosen insert, update or delete. */
export function breakable(): { fault: Fault; wrap: (database: Database) => Database } {
  let at = 0
  const fault: Fault = {
    seen: 0,
    arm(beforeWrite) {
      fault.seen = 0
      at = beforeWrite
    },
    disarm() {
      fault.seen = 0
      at = 0
    },
  }
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (!writes.has(node.kind)) return node
      fault.seen += 1
      if (fault.seen === at) throw new Crash(`before write ${at}`)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { fault, wrap: (database) => ({ ...database, write: database.write.withPlugin(plugin) }) }
}
