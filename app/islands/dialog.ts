// A dialog that works by its address alone becomes a true modal: focus stays inside, Escape closes, focus returns.
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null
  const opener = target?.closest<HTMLElement>('[data-dialog-open]')
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialogOpen ?? '')
    if (dialog instanceof HTMLDialogElement && typeof dialog.showModal === 'function') {
      event.preventDefault()
      dialog.showModal()
    }
    return
  }
  const dialog = target?.closest('[data-dialog-close]')?.closest('dialog')
  if (dialog?.open) {
    event.preventDefault()
    dialog.close()
  }
})

export {}
