import type { Config } from 'tailwindcss'
import plugin from 'tailwindcss/plugin'

// Old Chromium builds of office machines: hex colours only, no rgb(… / var()), no oklch, no :has.
// Spacing is in px and text in rem, so that the large-text mode grows the words and not the empty space around them.
const steps = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 20, 24, 28, 32, 36, 40, 44, 48, 56, 64, 72, 80, 96]
const halves = [0.5, 1.5, 2.5, 3.5]
const spacing = Object.fromEntries([...steps, ...halves].map((step) => [String(step), `${step * 4}px`]))

export default {
  content: ['./app/**/*.{ts,tsx}'],
  corePlugins: {
    backgroundOpacity: false,
    borderOpacity: false,
    divideOpacity: false,
    textOpacity: false,
    placeholderOpacity: false,
    ringOpacity: false,
  },
  theme: {
    spacing: { ...spacing, px: '1px', target: 'var(--target)' },
    screens: { sm: '640px', md: '768px', lg: '1024px', xl: '1280px' },
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      white: '#ffffff',
      // The one colour of action.
      brand: {
        50: '#f0f5fb',
        100: '#dfeaf6',
        200: '#bdd3ec',
        300: '#8fb2dc',
        500: '#3468b2',
        600: '#1d4f91',
        700: '#173f75',
        800: '#12315b',
      },
      ink: { 900: '#17212d', 700: '#36414e', 600: '#4c5864' },
      line: { 50: '#f6f8fa', 100: '#e8ecf1', 200: '#d3dae2', 500: '#6c7783' },
      // Red is kept for loss and veto; a field to be corrected is amber.
      loss: { 50: '#fdf2f1', 200: '#efb9b5', 600: '#b3261e', 700: '#8c1d18' },
      fix: { 50: '#fff8ea', 200: '#ecd09a', 600: '#8f4a00', 700: '#743c00' },
      good: { 50: '#eff8f2', 200: '#b4dbc2', 600: '#1d6b3d', 700: '#175531' },
    },
    fontFamily: {
      sans: ['"PingFang SC"', '"Microsoft YaHei"', '"Noto Sans SC"', '"Noto Sans CJK SC"', '"Source Han Sans SC"', 'sans-serif'],
      mono: ['Consolas', 'Menlo', '"DejaVu Sans Mono"', 'monospace'],
    },
    fontSize: {
      sm: ['var(--text-sm)', '1.65'],
      base: ['1rem', '1.75'],
      lg: ['var(--text-lg)', '1.65'],
      xl: ['var(--text-xl)', '1.6'],
      '2xl': ['var(--text-2xl)', '1.6'],
      '3xl': ['var(--text-3xl)', '1.6'],
    },
    extend: {
      maxWidth: { measure: '42em', field: '34em', page: '1120px', wide: '1360px' },
      minHeight: { target: 'var(--target)' },
      minWidth: { target: 'var(--target)' },
      borderRadius: { DEFAULT: '4px', lg: '8px' },
    },
  },
  plugins: [
    plugin(({ addVariant }) => {
      // Narrow screens only: an A4 sheet is about as wide as a small tablet and must not fall into cards.
      addVariant('stack', '@media screen and (max-width: 639.9px)')
      addVariant('stack-md', '@media screen and (max-width: 767.9px)')
      addVariant('elder', 'html.elder &')
    }),
  ],
} satisfies Config
