// Saves a score sheet a moment after each change, so that neither a closed tab nor an empty battery takes an hour's work.
const QUIET_MS = 2_000

const form = document.querySelector<HTMLFormElement>('form[data-autosave]')
const status = document.querySelector<HTMLElement>('[data-autosave-status]')

const say = (text: string) => {
  if (status !== null && status.textContent !== text) status.textContent = text
}

const start = (sheet: HTMLFormElement) => {
  let timer = 0
  let isRunning = false
  let isChanged = false
  const leaving = new AbortController()

  const save = async () => {
    isRunning = true
    isChanged = false
    try {
      const body = new URLSearchParams()
      for (const [name, value] of new FormData(sheet)) if (typeof value === 'string') body.append(name, value)
      const answer = await fetch(sheet.dataset.autosave ?? '', { method: 'POST', body, redirect: 'manual', signal: leaving.signal })
      if (answer.ok) say(await answer.text())
      else say(answer.status === 401 ? '登录已失效：请点“保存”，重新登录后内容会保留' : '没有自动保存，请点“保存”')
    } catch {
      if (leaving.signal.aborted) return
      say('网络断开，没有自动保存；请不要关闭页面')
      isChanged = true
    }
    isRunning = false
    if (isChanged) plan()
  }
  const plan = () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      if (!isRunning) void save()
    }, QUIET_MS)
  }
  const note = () => {
    isChanged = true
    plan()
  }
  sheet.addEventListener('input', note)
  sheet.addEventListener('change', note)
  // The form is on its way itself: an older copy must not arrive after it.
  sheet.addEventListener('submit', () => {
    clearTimeout(timer)
    leaving.abort()
  })
}

if (form !== null) start(form)

export {}
