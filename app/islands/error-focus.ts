// After a refused form the summary takes the focus; its links put the cursor into the field and not only in its sight.
const summary = document.querySelector<HTMLElement>('[data-error-summary]')

if (summary !== null) {
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const field = link === null ? null : document.getElementById(link.hash.slice(1))
    if (field === null) return
    event.preventDefault()
    field.focus({ preventScroll: true })
    const heading = field.closest('fieldset')?.querySelector('legend') ?? document.querySelector(`label[for="${field.id}"]`)
    ;(heading ?? field).scrollIntoView({ block: 'start' })
  })
}

export {}
