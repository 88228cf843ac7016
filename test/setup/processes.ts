import { type ChildProcess, spawn } from 'node:child_process'

export type Started = {
  /** Everything it has said so far. */
  output: () => string
  /** Waits until it has said something. @throws Error with its output when it ends before */
  said: (words: RegExp) => Promise<RegExpExecArray>
  /** Sends SIGTERM and waits. @returns the exit code */
  stop: () => Promise<number | null>
}

const running = new Set<ChildProcess>()

/** Starts a server or a worker as `npm start` and `npm run worker` do, with these settings and no others. */
export function startProcess(role: 'server' | 'worker', settings: Readonly<Record<string, string>>): Started {
  const { PATH = '', HOME = '' } = process.env
  const args = ['app/server/start.mjs', ...(role === 'worker' ? ['worker'] : [])]
  const child = spawn(process.execPath, args, {
    env: { NODE_ENV: 'production', PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  void ended.then(() => running.delete(child))
  return {
    output: () => output,
    async said(words) {
      for (;;) {
        const match = words.exec(output)
        if (match !== null) return match
        if (child.exitCode !== null) throw new Error(`the ${role} ended with ${child.exitCode}:\n${output}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Ends whatever a test left running. */
export function endProcesses(): void {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
}
