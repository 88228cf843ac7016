import * as z from 'zod'
import type { Carrier, DeliveryFault } from '../delivery/channel'
import { faultOfError, faultOfStatus } from './fault'

/** Where and as whom the portal sends; `token` never leaves this module. */
export type SmsSettings = { url: string; token: string; signature: string }

export type OutgoingText = {
  /** Eleven digits. */
  to: string
  /** The text of the template and nothing else; the provider puts the signature before it. */
  text: string
  /** The same for every try, so that a provider that got it twice sends it once. */
  id: string
}

export type SmsTransport = {
  send: (message: OutgoingText) => Promise<{ receipt: string | null } | { fault: DeliveryFault }>
  /** Begins no other message; the one on its way has ten seconds to end, so that it is not sent twice. */
  close: () => void
}

// All in all less than the lease of an outbox row, so that no other worker takes up a message that is still on its way.
const longestMs = 20_000
const farewellMs = 10_000
const longestAnswer = 10_000
const closing: DeliveryFault = { isPermanent: false, words: '平台正在停止，稍后再发', response: null }

const Taken = z.object({ messageId: z.string().max(100) })

/**
 * A text message service that takes one message by POST: JSON `{ id, phone, signature, text }`, the token as Bearer, the id
 * also as Idempotency-Key. 2xx means taken; the answer may name the number under which it is kept (`messageId`).
 */
export function httpSmsTransport({ url, token, signature }: SmsSettings): SmsTransport {
  let isClosing = false
  const broken = new AbortController()
  return {
    async send({ to, text, id }) {
      if (isClosing) return { fault: closing }
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': id },
          body: JSON.stringify({ id, phone: to, signature, text }),
          // A redirect would carry the token and the number elsewhere.
          redirect: 'manual',
          signal: AbortSignal.any([broken.signal, AbortSignal.timeout(longestMs)]),
        })
        const response = (await answer.text()).slice(0, longestAnswer)
        return answer.ok ? { receipt: receiptOf(response) } : { fault: faultOfStatus(answer.status, response) }
      } catch (error) {
        return { fault: broken.signal.aborted ? closing : faultOfError(error) }
      }
    },
    close() {
      isClosing = true
      setTimeout(() => broken.abort(), farewellMs).unref()
    },
  }
}

function receiptOf(response: string): string | null {
  try {
    return Taken.parse(JSON.parse(response)).messageId
  } catch {
    return null
  }
}

/** The receipt of what a demonstration only pretended to send. */
export const pretended = 'pretended'

/** Of a demonstration: takes every message and sends none; the log shows what would have gone out. */
export const pretendedSms: SmsTransport = { send: async () => ({ receipt: pretended }), close: () => {} }

/** Carries what the log holds as text messages; the subject stays here. */
export const smsCarrier = ({ send, close }: SmsTransport): Carrier => ({
  carry: ({ id, address, text }) => send({ id, to: address, text }),
  close,
})
