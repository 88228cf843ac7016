// Narrows a list that is already on the page: <input data-filter="list-id">, and [data-filter-text] on each line.
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-filter]')) {
  const list = document.getElementById(input.dataset.filter ?? '')
  const status = document.querySelector<HTMLElement>(`[data-filter-status="${input.dataset.filter}"]`)
  const apply = () => {
    const wanted = input.value.trim().toLowerCase()
    let shown = 0
    for (const line of list?.querySelectorAll<HTMLElement>('[data-filter-text]') ?? []) {
      const isShown = (line.dataset.filterText ?? '').toLowerCase().includes(wanted)
      line.hidden = !isShown
      if (isShown) shown += 1
    }
    if (status !== null) status.textContent = wanted === '' ? '' : `找到 ${shown} 项`
  }
  input.addEventListener('input', (event) => {
    // While Chinese is being composed the letters are not yet what is meant.
    if (!(event instanceof InputEvent && event.isComposing)) apply()
  })
  input.addEventListener('compositionend', apply)
}

export {}
