import { readFile } from 'node:fs/promises'
import postcss from 'postcss'
import { renderToStaticMarkup } from 'react-dom/server'
import tailwindcss from 'tailwindcss'
import type { KitState } from '#app/components/kit/kit-data'
import { KitPage, type KitSurface } from '#app/components/kit/kit-page'

const STYLESHEET = 'app/styles/tailwind.css'

/** The product's stylesheet, compiled from its source. */
export const compileStylesheet = async (): Promise<string> => {
  const result = await postcss([tailwindcss]).process(await readFile(STYLESHEET, 'utf8'), { from: STYLESHEET })
  return result.css
}

type KitView = { readonly state: KitState; readonly surface: KitSurface; readonly isLarge: boolean }

/** The kit as a complete document, without a server. */
export const kitDocument = (view: KitView, css: string, scripts: readonly string[] = []): string => {
  const body = renderToStaticMarkup(<KitPage {...view} />)
  return `<!doctype html><html lang="zh-CN"${view.isLarge ? ' class="elder"' : ''}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>界面构件</title><style>${css}</style></head><body>${body}${scripts.map((script) => `<script type="module">${script}</script>`).join('')}</body></html>`
}
