import { useLocation } from '@remix-run/react'
import { useRequestContext } from './request-context'

/** The choice between 大字版 and 标准版, and the link that changes it and comes back to this page. */
export function useTextSize(): { isLarge: boolean; href: string } {
  const { hasLargeText } = useRequestContext()
  const { pathname, search } = useLocation()
  const back = encodeURIComponent(pathname + search)
  return { isLarge: hasLargeText, href: `/text-size/${hasLargeText ? 'standard' : 'large'}?back=${back}` }
}
