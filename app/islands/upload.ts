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

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return
  const files = chosenFiles(form)
  if (files.length === 0) return
  const total = files.reduce((sum, file) => sum + file.size, 0)
  statusOf(form).textContent = `正在上传 ${files.length} 个文件，共 ${megabytes(total)}，请不要关闭页面。`
})

export {}
