const pending: (() => unknown)[] = []

/** For helpers, whose modules serve one test file after another: done when the tests of the present file are over, the last first. */
export function atEndOfFile(work: () => unknown): void {
  pending.push(work)
}

/** Does everything that was put off until the end of the file. */
export async function endFile(): Promise<void> {
  for (const work of pending.splice(0).reverse()) await work()
}
