import { assign, setup } from 'xstate'
import * as z from 'zod'

export const InstitutionListContext = z.strictObject({
  /** Case ids of the agreements that the announcement adds, says anew because something changed, and drops. */
  additions: z.array(z.string()),
  changes: z.array(z.string()),
  exits: z.array(z.string()),
  draftedBy: z.string(),
  publishedBy: z.string().nullable(),
  publishedOn: z.string().nullable(),
})
export type InstitutionListContext = z.infer<typeof InstitutionListContext>

export type InstitutionListInput = Pick<InstitutionListContext, 'additions' | 'changes' | 'exits' | 'draftedBy'>
export type InstitutionListEvent = { type: 'publish'; publishedBy: string; publishedOn: string } | { type: 'withdraw' }

const machine = setup({
  types: {
    context: {} as InstitutionListContext,
    events: {} as InstitutionListEvent,
    input: {} as InstitutionListInput,
    tags: {} as 'head',
    meta: {} as { article: string },
  },
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    publishToAgreements: () => {},
  },
  guards: {
    // Maker and checker: nobody publishes what they drew up.
    byAnotherPerson: ({ context, event }) => event.type === 'publish' && event.publishedBy !== context.draftedBy,
  },
})

/** One announcement of the city's list of institutions under an agreement: who comes on, what changed, who goes off (第九条（五）). */
export const institutionListMachine = machine.createMachine({
  id: 'institutionList',
  context: ({ input }) => ({
    additions: input?.additions ?? [],
    changes: input?.changes ?? [],
    exits: input?.exits ?? [],
    draftedBy: input?.draftedBy ?? '',
    publishedBy: null,
    publishedOn: null,
  }),
  initial: 'drafted',
  states: {
    drafted: {
      meta: { article: '第九条（五）' },
      tags: 'head',
      on: {
        publish: {
          guard: 'byAnotherPerson',
          target: 'published',
          actions: [
            assign({ publishedBy: ({ event }) => event.publishedBy, publishedOn: ({ event }) => event.publishedOn }),
            { type: 'issueDocument', params: { kind: 'listAnnouncement' } },
            'publishToAgreements',
          ],
        },
        withdraw: 'withdrawn',
      },
    },
    published: { type: 'final', meta: { article: '第九条（五）' } },
    withdrawn: { type: 'final', meta: { article: '第九条（五）' } },
  },
})
