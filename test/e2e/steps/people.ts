import type { Browser } from 'playwright-core'
import { openVisit, signIn, type Visit } from '#test/setup/browser'

type Options = { javaScript: boolean }

/** Everybody of one test, each in a browser of their own, and what went wrong in any of them. */
export class People {
  readonly #visits: Visit[] = []

  constructor(
    readonly browser: Browser,
    readonly origin: string,
    readonly options: Options = { javaScript: true },
  ) {}

  /** Somebody without account. */
  async visitor(): Promise<Visit['page']> {
    const visit = await openVisit(this.browser, this.origin, this.options)
    this.#visits.push(visit)
    return visit.page
  }

  /** Somebody with a demonstration account, signed in by one click. */
  async account(login: string): Promise<Visit['page']> {
    const page = await this.visitor()
    await signIn(page, ` ${login}`)
    return page
  }

  problems(): readonly string[] {
    return this.#visits.flatMap((visit) => visit.problems())
  }

  async leave(): Promise<void> {
    for (const visit of this.#visits) await visit.close()
  }
}
