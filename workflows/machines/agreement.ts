import { assign, setup } from 'xstate'
import * as z from 'zod'
import { nominalDelays } from './nominal-delays'

export const AgreementContext = z.strictObject({
  applicationId: z.string(),
  documentNumber: z.string(),
  services: z.array(z.string()),
  signedOn: z.string(),
  startsOn: z.string(),
  /** 第十三条: null for a long-term agreement, which medical institutions alone may have. */
  expiresOn: z.string().nullable(),
  /** The term has ended, for whatever reason. */
  isOver: z.boolean(),
  filedOn: z.string().nullable(),
  /** Day and document of the city's list that added it, and of the one that dropped it. */
  listedOn: z.string().nullable(),
  listNumber: z.string().nullable(),
  delistedOn: z.string().nullable(),
})
export type AgreementContext = z.infer<typeof AgreementContext>

/** What the second signature settles; the rest happens later. */
export type AgreementInput = Pick<AgreementContext, 'applicationId' | 'documentNumber' | 'services' | 'signedOn' | 'startsOn' | 'expiresOn'>

type Ev<T extends string, P = unknown> = { type: T } & P
export type AgreementEvent =
  | Ev<'settleClaims'>
  | Ev<'returnPlaque'>
  | Ev<'announceExit'>
  | Ev<'file', { filedOn: string }>
  | Ev<'acknowledgeFiling', { hasRemarks: boolean }>
  | Ev<'answerFilingRemarks'>
  | Ev<'list', { listedOn: string; listNumber: string }>
  | Ev<'delist', { delistedOn: string }>

const machine = setup({
  types: {
    context: {} as AgreementContext,
    events: {} as AgreementEvent,
    input: {} as AgreementInput,
    tags: {} as 'officer' | 'authority' | 'public' | 'overdue',
    meta: {} as { article: string },
  },
  delays: nominalDelays(['termStarts', 'termEnds', 'filing']),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    recordBar: (_, _params: { cause: string }) => {},
  },
  guards: {
    isLongTerm: ({ context }) => context.expiresOn === null,
    isOver: ({ context }) => context.isOver,
    isNotOver: ({ context }) => !context.isOver,
    hasRemarks: ({ event }) => event.type === 'acknowledgeFiling' && event.hasRemarks,
  },
})

/**
 * A signed agreement: its term and the duties after its end (第十二、十三、十九条), beside them its filing with the
 * department of the same level (第十一条) and its place on the city's list (第九条（五）). Neither of the two gates the term.
 */
export const agreementMachine = machine.createMachine({
  id: 'agreement',
  context: ({ input }) => ({
    applicationId: input?.applicationId ?? '',
    documentNumber: input?.documentNumber ?? '',
    services: input?.services ?? [],
    signedOn: input?.signedOn ?? '',
    startsOn: input?.startsOn ?? '',
    expiresOn: input?.expiresOn ?? null,
    isOver: false,
    filedOn: null,
    listedOn: null,
    listNumber: null,
    delistedOn: null,
  }),
  type: 'parallel',
  states: {
    term: {
      initial: 'awaitingStart',
      states: {
        // The agreed first day may lie after the second signature; when it does not, this timer is due at once.
        awaitingStart: {
          meta: { article: '第十三条' },
          after: { termStarts: [{ guard: 'isLongTerm', target: 'inForce.longTerm' }, { target: 'inForce.fixedTerm' }] },
        },
        inForce: {
          meta: { article: '第十二条' },
          initial: 'fixedTerm',
          states: {
            // 第十三条: without a renewal the term ends at 24:00 of its last day.
            fixedTerm: {
              after: {
                termEnds: {
                  target: '#agreement.term.closing',
                  actions: [
                    assign({ isOver: true }),
                    { type: 'recordBar', params: { cause: 'agreementEndedWithoutFault' } },
                    { type: 'issueDocument', params: { kind: 'expiryNotice' } },
                  ],
                },
              },
            },
            // 第十三条: by talks, with medical institutions only; it ends by change, rescission or an event of 第十九条.
            longTerm: {},
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
    },
    // 第十一条: reported, not approved; remarks are answered and change nothing about the term.
    filing: {
      initial: 'due',
      meta: { article: '第十一条' },
      states: {
        due: {
          initial: 'inTime',
          on: {
            file: {
              target: 'filed',
              actions: [assign({ filedOn: ({ event }) => event.filedOn }), { type: 'issueDocument', params: { kind: 'filingForm' } }],
            },
          },
          states: {
            inTime: { tags: 'officer', after: { filing: 'late' } },
            late: { tags: ['officer', 'overdue'] },
          },
        },
        filed: {
          tags: 'authority',
          on: {
            acknowledgeFiling: [
              { guard: 'hasRemarks', target: 'remarked', actions: { type: 'issueDocument', params: { kind: 'filingReceipt' } } },
              { target: 'acknowledged', actions: { type: 'issueDocument', params: { kind: 'filingReceipt' } } },
            ],
          },
        },
        remarked: { tags: 'officer', on: { answerFilingRemarks: 'filed' } },
        acknowledged: { type: 'final' },
      },
    },
    // 第九条（五）: the list is the city agency's alone; until then the agreement is signed and not yet announced.
    listing: {
      initial: 'unlisted',
      meta: { article: '第九条（五）' },
      states: {
        unlisted: {
          always: { guard: 'isOver', target: 'neverListed' },
          on: {
            list: {
              guard: 'isNotOver',
              target: 'listed',
              actions: assign({ listedOn: ({ event }) => event.listedOn, listNumber: ({ event }) => event.listNumber }),
            },
          },
        },
        listed: {
          tags: 'public',
          on: {
            delist: { guard: 'isOver', target: 'delisted', actions: assign({ delistedOn: ({ event }) => event.delistedOn }) },
          },
        },
        delisted: { type: 'final' },
        neverListed: { type: 'final' },
      },
    },
  },
})
