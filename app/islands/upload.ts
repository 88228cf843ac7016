// Says what is about to be sent, stops files that the server would refuse for their size, and tells that sending takes a while.
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

const statusOf = (form: HTMLFormElement): HTMLElement => {
  const present = form.querySelector<HTMLElement>('[data-upload-status]')
  if (present !== null) return present
  const status = document.createElement('p')
  status.dataset.uploadStatus = ''
  status.setAttribute('role', 'status')
  form.append(status)
  return status
}

const chosenFiles = (form: HTMLFormElement): File[] =>
  [...form.querySelectorAll<HTMLInputElement>('input[type="file"]')].flatMap((input) => [...(input.files ?? [])])

/** What the server would refuse, said before anything is sent. */
const tooMuch = (form: HTMLFormElement, files: readonly File[]): string => {
  const limit = Number(form.dataset.maxBytes ?? '0')
  const tooLarge = files.find((file) => limit > 0 && file.size > limit)
  if (tooLarge !== undefined) return `「${tooLarge.name}」超过 ${megabytes(limit)}，请压缩后再选。`
  const total = Number(form.dataset.maxTotalBytes ?? '0')
  const sum = files.reduce((bytes, file) => bytes + file.size, 0)
  return total > 0 && sum > total ? `所选文件合计 ${megabytes(sum)}，一次最多 ${megabytes(total)}，请分次选择。` : ''
}

document.addEventListener('change', (event) => {
  const input = event.target
  if (!(input instanceof HTMLInputElement) || input.type !== 'file' || input.form === null) return
  input.setCustomValidity(tooMuch(input.form, [...(input.files ?? [])]))
  input.reportValidity()
})

const mainOf = (html: string): HTMLElement => {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  return parsed.querySelector('main') ?? parsed.body
}

/** An answer that leads nowhere comes as a whole page: its content takes the place of ours, so that nothing has to be sent twice. */
const showAnswer = (html: string): void => {
  document.querySelector('main')?.replaceChildren(...mainOf(html).childNodes)
  document.querySelector<HTMLElement>('[data-error-summary], h1')?.focus()
  scrollTo(0, 0)
}

/** Where the server led to; the same page again, at the field that was filled. */
const follow = (url: string, field: string): void => {
  if (new URL(url).pathname !== location.pathname) location.assign(url)
  else {
    location.hash = field
    location.reload()
  }
}

/** From here on it may take long enough that one wants to see how far it is. */
const WORTH_SHOWING = 1024 * 1024
const sending = new WeakSet<HTMLFormElement>()

const sendVisibly = (form: HTMLFormElement, submitter: HTMLElement | null): void => {
  const body = new FormData(form)
  if (submitter instanceof HTMLButtonElement && submitter.name !== '') body.append(submitter.name, submitter.value)
  const status = statusOf(form)
  const bar = document.createElement('progress')
  bar.setAttribute('aria-label', '上传进度')
  status.after(bar)
  const request = new XMLHttpRequest()
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total
    bar.value = loaded
  }
  const stop = (words: string) => {
    sending.delete(form)
    bar.remove()
    status.textContent = words
    form.dispatchEvent(new Event('sending-ended', { bubbles: true }))
  }
  request.onload = () => {
    stop('')
    const isAnswer = request.status >= 400 || request.responseURL === form.action
    if (isAnswer) showAnswer(request.responseText)
    else follow(request.responseURL, form.querySelector('input[type="file"]')?.id ?? '')
  }
  request.onerror = () => stop('连接中断，文件没有保存。所选的文件还在，请检查网络后再点按钮重新上传。')
  request.open('POST', form.action)
  request.send(body)
  sending.add(form)
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement)) return
  if (sending.has(form)) event.preventDefault()
  if (event.defaultPrevented) return
  const files = chosenFiles(form)
  if (files.length === 0) return
  const total = files.reduce((sum, file) => sum + file.size, 0)
  statusOf(form).textContent = `正在上传 ${files.length} 个文件，共 ${megabytes(total)}，请不要关闭页面。`
  if (total < WORTH_SHOWING) return
  event.preventDefault()
  sendVisibly(form, event.submitter)
})

export {}
