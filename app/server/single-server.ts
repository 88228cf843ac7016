import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'

/** A second server on one SQLite file: refused, PostgreSQL is the mode with several. */
export class SecondServerError extends Error {}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process answers EPERM: it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Takes the server's place on a SQLite file with a lock file beside it; a lock whose process is gone is taken over.
 * @returns a function that gives the place up
 * @throws SecondServerError when another server is running
 */
export function takeServerPlace(databaseFile: string): () => void {
  const lock = `${databaseFile}.server`
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(lock, 'wx')
      writeSync(handle, String(process.pid))
      closeSync(handle)
      return () => unlinkSync(lock)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const holder = Number(readFileSync(lock, 'utf8'))
      if (holder !== process.pid && isAlive(holder))
        throw new SecondServerError(`已有另一个服务（进程${holder}）在使用 ${databaseFile}；需要多个服务时请改用 PostgreSQL`)
      unlinkSync(lock)
    }
  }
  throw new SecondServerError(`无法取得 ${lock}`)
}
