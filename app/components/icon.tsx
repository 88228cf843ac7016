import { cx } from '#app/components/cx'

const PATHS = {
  check: 'M4 10.5l4 4 8-9',
  cross: 'M5 5l10 10M15 5L5 15',
  info: 'M10 2a8 8 0 1 1 0 16a8 8 0 0 1 0-16M10 9.5v4.5M10 6v.2',
  alert: 'M10 2a8 8 0 1 1 0 16a8 8 0 0 1 0-16M10 6v5M10 14v.2',
  download: 'M10 3v9M6 8.5l4 4 4-4M4 16.5h12',
  calendar: 'M3.5 5.5h13v11h-13zM3.5 9h13M7 3.5v3M13 3.5v3',
  arrowUp: 'M10 16V4M5.5 8.5L10 4l4.5 4.5',
  arrowDown: 'M10 4v12M5.5 11.5L10 16l4.5-4.5',
} as const

export type IconName = keyof typeof PATHS

/** A decorative line drawing in the colour of the text; the words beside it carry the meaning. */
export const Icon = ({ name, className }: { name: IconName; className?: string | undefined }) => (
  <svg
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    className={cx('shrink-0', className)}
  >
    <path d={PATHS[name]} />
  </svg>
)
