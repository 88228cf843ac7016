// A chosen file is sent at once; without this script the button 上传 does it.
document.addEventListener('change', (event) => {
  const input = event.target
  if (!(input instanceof HTMLInputElement) || input.type !== 'file') return
  const form = input.form
  if (form === null || !('uploadAtOnce' in form.dataset) || (input.files?.length ?? 0) === 0 || !input.checkValidity()) return
  const button = form.querySelector<HTMLButtonElement>('button[name="intent"]:not([aria-hidden])')
  // Old browsers without requestSubmit keep the button.
  if (button !== null && typeof form.requestSubmit === 'function') form.requestSubmit(button)
})

export {}
