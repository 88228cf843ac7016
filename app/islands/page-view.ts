// The page view beside a checklist: says which file is shown, and goes through the lines with n and p.
const links = (within: ParentNode): HTMLAnchorElement[] =>
  [...within.querySelectorAll<HTMLAnchorElement>('a[data-page-view-link]')].filter((link) => link.offsetParent !== null)

// Looked up each time: an upload may have put a new page in the place of the old one.
const line = (name: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-page-view-${name}]`)
const showKeys = (): void => line('keys')?.removeAttribute('hidden')
showKeys()

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-page-view-link]') : null
  if (link === null) return
  for (const other of document.querySelectorAll('a[data-page-view-link][aria-current]')) other.removeAttribute('aria-current')
  link.setAttribute('aria-current', 'true')
  const name = line('name')
  if (name !== null) name.textContent = `正在查看：${link.dataset.pageViewLink ?? ''}`
  showKeys()
})

let current = -1

const goTo = (items: readonly HTMLElement[], index: number): void => {
  const item = items[index]
  if (item === undefined) return
  current = index
  item.focus({ preventScroll: true })
  item.scrollIntoView({ block: 'start' })
  links(item)[0]?.click()
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input:not([type="checkbox"]), textarea, select, dialog') !== null

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target)) return
  if (event.key !== 'n' && event.key !== 'p') return
  const items = [...document.querySelectorAll<HTMLElement>('[data-page-item]')]
  const focused = items.findIndex((item) => item.contains(document.activeElement))
  const from = focused === -1 ? current : focused
  event.preventDefault()
  goTo(items, event.key === 'n' ? from + 1 : from - 1)
})

export {}
