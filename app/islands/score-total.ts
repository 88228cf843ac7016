// Running total of a score sheet. The server counts again by the same rule and is the only judge.
const sheet = document.querySelector<HTMLElement>('[data-score-sheet]')
const bar = document.querySelector<HTMLElement>('[data-score-total]')

/** '3.5' → 35; undefined for anything that is not a score of one decimal. Full-width digits count as digits. */
const tenthsOf = (text: string): number | undefined => {
  const match = /^(\d{1,3})(?:\.(\d))?$/.exec(text.normalize('NFKC').trim())
  return match === null ? undefined : Number(match[1]) * 10 + Number(match[2] ?? '0')
}

const inputsOf = (root: ParentNode): HTMLInputElement[] => [...root.querySelectorAll<HTMLInputElement>('[data-score-input]')]

const validTenths = (input: HTMLInputElement): number | undefined => {
  const tenths = tenthsOf(input.value)
  return tenths !== undefined && tenths <= Number(input.dataset.scoreInput) ? tenths : undefined
}

const isAnswered = (item: HTMLElement): boolean => {
  const isScored = inputsOf(item).every((input) => validTenths(input) !== undefined)
  const vetoes = [...item.querySelectorAll<HTMLInputElement>('[data-score-veto]')]
  return isScored && (vetoes.length === 0 || vetoes.some((radio) => radio.checked))
}

const hundredthsText = (value: number): string => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`

const start = (root: HTMLElement, total: HTMLElement) => {
  const items = [...root.querySelectorAll<HTMLElement>('[data-score-item]')]
  const inputs = inputsOf(root)
  const max = inputs.reduce((sum, input) => sum + Number(input.dataset.scoreInput), 0)
  const next = total.querySelector<HTMLElement>('[data-score-next]')
  const write = (key: string, text: string) => {
    const place = total.querySelector(`[data-score-${key}]`)
    if (place !== null && place.textContent !== text) place.textContent = text
  }

  const count = () => {
    const sum = inputs.reduce((running, input) => running + (validTenths(input) ?? 0), 0)
    const answered = items.filter(isAnswered).length
    const failed = root.querySelectorAll('[data-score-veto][value="fail"]:checked').length
    // Applicable items only, rounded half up to hundredths, as the table's rule says.
    const normalised = max === 0 ? 0 : Math.floor((sum * 20_000 + max) / (2 * max))
    write('answered', String(answered))
    write('applicable', String(items.length))
    write('sum', hundredthsText(normalised))
    write('failed', String(failed))
    const vetoLine = total.querySelector<HTMLElement>('[data-score-veto-line]')
    if (vetoLine !== null) vetoLine.hidden = failed === 0
    total
      .querySelector('[data-score-sum]')
      ?.classList.toggle('text-loss-600', answered === items.length && normalised < Number(root.dataset.passMark))
    if (next !== null) next.hidden = answered === items.length
    for (const input of inputs) input.toggleAttribute('data-over', input.value.trim() !== '' && validTenths(input) === undefined)
  }

  const addButton = (input: HTMLInputElement, label: string, change: (now: number) => number) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = label
    button.className = 'min-h-target min-w-target rounded border border-line-500 bg-white px-3 text-brand-600'
    button.setAttribute('aria-label', `${input.closest('fieldset')?.querySelector('legend')?.textContent ?? ''}：${label}`)
    button.addEventListener('click', () => {
      const limit = Number(input.dataset.scoreInput)
      const value = Math.min(limit, Math.max(0, change(validTenths(input) ?? limit)))
      input.value = `${Math.floor(value / 10)}.${value % 10}`
      input.dispatchEvent(new Event('input', { bubbles: true }))
    })
    input.parentElement?.append(button)
  }

  for (const input of inputs) {
    addButton(input, '满分', () => Number(input.dataset.scoreInput))
    addButton(input, '扣 0.5', (now) => now - 5)
    addButton(input, '0 分', () => 0)
  }
  root.addEventListener('input', count)
  root.addEventListener('change', count)
  next?.addEventListener('click', (event) => {
    event.preventDefault()
    const missing = items.find((item) => !isAnswered(item))
    missing?.scrollIntoView({ block: 'center' })
    missing?.querySelector<HTMLElement>('[data-score-veto], [data-score-input]')?.focus({ preventScroll: true })
  })
  count()
}

if (sheet !== null && bar !== null) start(sheet, bar)

export {}
