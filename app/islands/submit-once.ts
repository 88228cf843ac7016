// A form that posts is sent once: a second press while it is on its way does nothing.
const busyForms = new WeakSet<HTMLFormElement>()

const markBusy = (button: HTMLElement) => {
  button.dataset.idleText = button.textContent ?? ''
  button.textContent = button.dataset.busyText ?? '正在提交…'
  // aria-disabled and not disabled: a disabled button would drop its name and value from the post.
  button.setAttribute('aria-disabled', 'true')
}

const markIdle = (button: HTMLElement) => {
  button.textContent = button.dataset.idleText ?? button.textContent
  delete button.dataset.idleText
  button.removeAttribute('aria-disabled')
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
  if (busyForms.has(form)) {
    event.preventDefault()
    return
  }
  if (event.defaultPrevented) return
  busyForms.add(form)
  const submitter = event.submitter
  // Buttons with inner marks (移除 with a file's name) keep their content.
  if (submitter instanceof HTMLButtonElement && submitter.childElementCount === 0) markBusy(submitter)
  // A download answers without leaving the page: the form becomes usable again.
  setTimeout(() => release(form), 15_000)
})

const release = (form: HTMLFormElement) => {
  busyForms.delete(form)
  for (const button of document.querySelectorAll<HTMLElement>('[data-idle-text]')) markIdle(button)
}

// An upload that a script sends itself ends without leaving the page when it is refused.
document.addEventListener('sending-ended', ({ target }) => {
  if (target instanceof HTMLFormElement) release(target)
})

// Back from the browser's page cache: the old page must not stay locked.
addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.forms) release(form)
})

export {}
