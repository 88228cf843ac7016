const longest = 200

/** The last part of a path, without control characters, short enough for the record; the ending stays. */
export function submittedFileName(name: string): string {
  const clean = (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim() || '未命名文件'
  return clean.length <= longest ? clean : `${clean.slice(0, longest - 10)}…${clean.slice(-9)}`
}
