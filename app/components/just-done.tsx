import { NoticeBanner } from '#app/components/notice-banner'

/** Said once, on the page that follows a step; nothing when the page was opened otherwise. */
export const JustDone = ({ what }: { what: string | null }) =>
  what === null ? null : <NoticeBanner tone="success" title={`已办理：${what}`} live />
