import { digestOfStored, noPredecessor, type StoredEvent } from '#db/repositories/event-log'

/** What a checkpoint holds of one event. */
export type SealedEvent = { revision: number; digest: string; command: string; at: string }

/** One event that is not as it was written; `revision` is its right place. */
export type CaseFinding =
  | { kind: 'altered'; revision: number; row: StoredEvent; sealed?: SealedEvent }
  | { kind: 'moved'; revision: number; row: StoredEvent; sealed?: SealedEvent }
  | { kind: 'missing'; revision: number; sealed?: SealedEvent; after?: StoredEvent; before?: StoredEvent }
  | { kind: 'extra'; revision: number; row: StoredEvent }

/** `rows` by revision as stored; `sealed` from revision 1 on without a gap; `lastRevision` is where the case itself stands. */
export type CaseToDiagnose = { rows: readonly StoredEvent[]; sealed: readonly SealedEvent[]; lastRevision: number }

// Beyond that a case was overwritten wholesale, and no comparison of each with each would say more.
const mostTrials = 20_000
const mostMissingAtEnd = 50

/**
 * Compares the events of one case with each other and with what was sealed of them. A row is recognised by its content, so
 * that the rows after a gap, or those whose digests were computed anew, are not blamed for it.
 * @returns each event that was altered, taken away, put in or moved; none when the case is as it was written
 */
export function diagnoseCase(given: CaseToDiagnose): CaseFinding[] {
  return isSound(given) ? [] : new Diagnosis(given).findings()
}

function isSound({ rows, sealed, lastRevision }: CaseToDiagnose): boolean {
  if (rows.length !== lastRevision || sealed.length > rows.length) return false
  let [previous, seq] = [noPredecessor, 0]
  for (const [index, row] of rows.entries()) {
    const seal = sealed[index]
    if (row.revision !== index + 1 || row.previous_digest !== previous || row.seq <= seq) return false
    if (seal !== undefined && seal.digest !== row.digest) return false
    if (digestOfStored(row, previous) !== row.digest) return false
    previous = row.digest
    seq = row.seq
  }
  return true
}

class Diagnosis {
  readonly #given: CaseToDiagnose
  /** The right digest of each revision, as far as it is known; index 0 stands for no predecessor. */
  readonly #expected: string[]
  readonly #placed = new Map<number, StoredEvent>()
  readonly #altered = new Set<number>()
  readonly #extra: StoredEvent[] = []

  constructor(given: CaseToDiagnose) {
    this.#given = given
    this.#expected = [noPredecessor, ...given.sealed.map(({ digest }) => digest)]
  }

  findings(): CaseFinding[] {
    const { sealed, lastRevision } = this.#given
    const unknown = this.#placeByContent()
    const tail = unknown.filter((row) => row.revision > sealed.length)
    for (const row of unknown) if (!tail.includes(row)) this.#placeAltered(row)
    const top = this.#placeTail(tail)
    // A case that counts what was put into it is further than its own events, and lacks none at its end.
    const furthest = Math.min(lastRevision - this.#extra.length, top + mostMissingAtEnd)
    const end = Math.max(sealed.length, Math.min(lastRevision, top), furthest)
    for (const [revision, row] of this.#placed)
      if (revision > Math.max(lastRevision, sealed.length)) {
        this.#placed.delete(revision)
        this.#altered.delete(revision)
        this.#extra.push(row)
      }
    const found = [
      ...this.#outOfOrder(),
      ...[...this.#altered].flatMap((revision) => this.#finding('altered', revision)),
      ...Array.from({ length: end }, (_, index) => index + 1)
        .filter((revision) => !this.#placed.has(revision))
        .map((revision) => this.#missing(revision)),
      ...this.#extra.map((row): CaseFinding => ({ kind: 'extra', revision: row.revision, row })),
    ].sort((a, b) => a.revision - b.revision)
    return found.length > 0 ? found : this.#changedDigests()
  }

  /** Contents are right and complete, but what the rows say of their digests is not. */
  #changedDigests(): CaseFinding[] {
    return [...this.#placed].flatMap(([revision, { digest, previous_digest }]) => {
      const isRight = digest === this.#expected[revision] && previous_digest === this.#expected[revision - 1]
      return isRight ? [] : this.#finding('altered', revision)
    })
  }

  #fits(row: StoredEvent, revision: number): boolean {
    const [before, own] = [this.#expected[revision - 1], this.#expected[revision]]
    return before !== undefined && own !== undefined && digestOfStored(row, before, revision) === own
  }

  /** Puts every row whose content was sealed into its place, wherever it stands now. @returns the others */
  #placeByContent(): StoredEvent[] {
    const { rows, sealed } = this.#given
    const loose: StoredEvent[] = []
    for (const row of rows) {
      if (!this.#placed.has(row.revision) && this.#fits(row, row.revision)) this.#placed.set(row.revision, row)
      else loose.push(row)
    }
    const open = sealed.map(({ revision }) => revision).filter((revision) => !this.#placed.has(revision))
    if (loose.length * open.length > mostTrials) return loose
    return loose.filter((row) => {
      const home = open.find((revision) => !this.#placed.has(revision) && this.#fits(row, revision))
      if (home !== undefined) this.#placed.set(home, row)
      return home === undefined
    })
  }

  /** A row in the sealed part that nobody sealed: the changed form of the one that is lacking there, or put in. */
  #placeAltered(row: StoredEvent): void {
    const { rows, sealed } = this.#given
    const homes = new Map([...this.#placed].map(([revision, placed]) => [placed, revision]))
    const index = rows.indexOf(row)
    const neighbour = (candidates: readonly StoredEvent[]) => candidates.map((other) => homes.get(other)).find((home) => home !== undefined)
    const low = neighbour(rows.slice(0, index).reverse()) ?? 0
    const high = neighbour(rows.slice(index + 1)) ?? sealed.length + 1
    const between = Array.from({ length: Math.max(0, high - low - 1) }, (_, i) => low + 1 + i)
    const home = [row.revision, ...between].find((revision) => revision >= 1 && revision <= sealed.length && !this.#placed.has(revision))
    if (home === undefined) this.#extra.push(row)
    else this.#alter(home, row)
  }

  #alter(revision: number, row: StoredEvent): void {
    this.#placed.set(revision, row)
    this.#altered.add(revision)
  }

  /** Follows the links of what was not sealed yet. @returns the last revision that the log knows of */
  #placeTail(rows: readonly StoredEvent[]): number {
    const lastSealedSeq = Math.max(0, ...[...this.#placed.values()].map(({ seq }) => seq))
    // Written later than everything sealed: whatever stands before that was pushed in behind it.
    const pool = rows.filter(({ seq }) => seq > lastSealedSeq)
    this.#extra.push(...rows.filter((row) => !pool.includes(row)))
    let revision = this.#given.sealed.length + 1
    let digest = this.#expected[revision - 1] ?? noPredecessor
    while (pool.length > 0) {
      const row = this.#next(pool, digest)
      pool.splice(pool.indexOf(row), 1)
      const isLinked = row.previous_digest === digest
      const right = digestOfStored(row, digest, revision)
      const home = isLinked || right === row.digest ? revision : homeOf(row, revision)
      if (home === undefined) {
        this.#extra.push(row)
        continue
      }
      // Between the two an event is gone; only the link of the next still knows its digest.
      if (home > revision) {
        this.#expected[home - 1] = row.previous_digest
        digest = row.previous_digest
      }
      const own = digestOfStored(row, digest, home)
      const isDigestChanged = own !== row.digest && pool.some(({ previous_digest }) => previous_digest === own)
      this.#expected[home] = isDigestChanged ? own : row.digest
      if (own === row.digest && row.previous_digest === digest) this.#placed.set(home, row)
      else this.#alter(home, row)
      digest = this.#expected[home] ?? digest
      revision = home + 1
    }
    return revision - 1
  }

  /** The row that is linked to a digest; of several the one that others follow; else the first that is left. */
  #next(pool: readonly StoredEvent[], digest: string): StoredEvent {
    const linked = pool.filter(({ previous_digest }) => previous_digest === digest)
    const followed = linked.find((row) => pool.some(({ previous_digest }) => previous_digest === row.digest))
    const next = followed ?? linked[0] ?? pool[0]
    if (next === undefined) throw new Error('no row is left')
    return next
  }

  /** Rows that stand where another should: by revision, by sequence number, or with contents exchanged. */
  #outOfOrder(): CaseFinding[] {
    const moved = new Set<number>()
    const placed = [...this.#placed].sort(([a], [b]) => a - b)
    const byRevision = [...placed].sort(([, a], [, b]) => a.revision - b.revision)
    const bySeq = [...placed].sort(([, a], [, b]) => a.seq - b.seq)
    for (const [index, [revision]] of placed.entries())
      if (byRevision[index]?.[0] !== revision || bySeq[index]?.[0] !== revision) moved.add(revision)
    const altered = [...this.#altered].slice(0, 20)
    for (const here of altered)
      for (const there of altered)
        if (here !== there && this.#isExchanged(here, there)) {
          moved.add(here)
          moved.add(there)
        }
    for (const revision of moved) this.#altered.delete(revision)
    return [...moved].flatMap((revision) => this.#finding('moved', revision))
  }

  #isExchanged(here: number, there: number): boolean {
    const [mine, other] = [this.#placed.get(here), this.#placed.get(there)]
    if (mine === undefined || other === undefined) return false
    return this.#fits(mine, there) || this.#fits({ ...other, payload: mine.payload }, there)
  }

  #finding(kind: 'altered' | 'moved', revision: number): CaseFinding[] {
    const row = this.#placed.get(revision)
    const sealed = this.#given.sealed[revision - 1]
    return row === undefined ? [] : [{ kind, revision, row, ...(sealed === undefined ? {} : { sealed }) }]
  }

  #missing(revision: number): CaseFinding {
    const sealed = this.#given.sealed[revision - 1]
    const [after, before] = [this.#placed.get(revision - 1), this.#placed.get(revision + 1)]
    return {
      kind: 'missing',
      revision,
      ...(sealed === undefined ? {} : { sealed }),
      ...(after === undefined ? {} : { after }),
      ...(before === undefined ? {} : { before }),
    }
  }
}

/** Where an unlinked row was written, tried from `least` on: its content and its own link must give its digest. */
function homeOf(row: StoredEvent, least: number): number | undefined {
  const trials = [row.revision, ...Array.from({ length: 20 }, (_, index) => least + index)]
  const home = trials.find((revision) => revision >= least && digestOfStored(row, row.previous_digest, revision) === row.digest)
  return home ?? (row.revision >= least ? row.revision : undefined)
}
