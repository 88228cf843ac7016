import { createContext, useContext } from 'react'

/** What every page needs to know about the request that it answers. */
export type RequestContext = {
  /** Of this response's content security policy. */
  nonce: string
  requestId: string
  /** 大字版: everything half as large again. */
  hasLargeText: boolean
  /** Proof that a form was made for this browser and session; reading it sets the form cookie. */
  readonly formToken: string
}

const Context = createContext<RequestContext | undefined>(undefined)

export const RequestContextProvider = Context.Provider

export function useRequestContext(): RequestContext {
  const value = useContext(Context)
  if (!value) throw new Error('Rendered outside RequestContextProvider')
  return value
}
