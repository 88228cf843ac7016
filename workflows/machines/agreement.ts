import { setup } from 'xstate'
import * as z from 'zod'
import { nominalDelays } from './nominal-delays'

export const AgreementContext = z.strictObject({
  applicationId: z.string(),
  documentNumber: z.string(),
  services: z.array(z.string()),
  startsOn: z.string(),
  expiresOn: z.string(),
})
export type AgreementContext = z.infer<typeof AgreementContext>

export type AgreementEvent = { type: 'settleClaims' } | { type: 'returnPlaque' } | { type: 'announceExit' }

const machine = setup({
  types: {
    context: {} as AgreementContext,
    events: {} as AgreementEvent,
    input: {} as AgreementContext,
    tags: {} as 'officer' | 'institution' | 'public',
    meta: {} as { article: string },
  },
  delays: nominalDelays(['termStarts', 'termEnds']),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    recordBar: (_, _params: { cause: string }) => {},
  },
})

/** A signed agreement: its term, its end by itself (第十三条、第十九条（一）) and the closing duties that follow. */
export const agreementMachine = machine.createMachine({
  id: 'agreement',
  context: ({ input }) => ({
    applicationId: input?.applicationId ?? '',
    documentNumber: input?.documentNumber ?? '',
    services: input?.services ?? [],
    startsOn: input?.startsOn ?? '',
    expiresOn: input?.expiresOn ?? '',
  }),
  initial: 'awaitingStart',
  states: {
    // The agreed first day may lie after the second signature; when it does not, this timer is due at once.
    awaitingStart: { meta: { article: '第十三条' }, after: { termStarts: 'inForce' } },
    // 第十二条: both sides perform; 第十三条: the term ends at 24:00 of its last day.
    inForce: {
      meta: { article: '第十二条' },
      tags: 'public',
      after: {
        termEnds: {
          target: 'closing',
          actions: [
            { type: 'recordBar', params: { cause: 'agreementEndedWithoutFault' } },
            { type: 'issueDocument', params: { kind: 'expiryNotice' } },
          ],
        },
      },
    },
    // 第十九条（一）: ended. What is left to do is duty, not validity; the three duties are independent.
    closing: {
      meta: { article: '第十九条（一）' },
      type: 'parallel',
      states: {
        settlement: {
          initial: 'open',
          states: { open: { tags: 'officer', on: { settleClaims: 'done' } }, done: { type: 'final' } },
        },
        plaque: {
          initial: 'open',
          states: { open: { tags: 'officer', on: { returnPlaque: 'done' } }, done: { type: 'final' } },
        },
        announcement: {
          initial: 'open',
          states: { open: { tags: 'officer', on: { announceExit: 'done' } }, done: { type: 'final' } },
        },
      },
      onDone: 'ended',
    },
    ended: { type: 'final', meta: { article: '第十九条（一）' } },
  },
})
