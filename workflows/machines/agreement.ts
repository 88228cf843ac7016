import { assign } from 'xstate'
import { newAgreement } from './agreement-context'
import {
  applyChange,
  continued,
  endedAfterContinuation,
  expired,
  isNowOver,
  keepEnd,
  keepLicence,
  keepLicenceProof,
  keepNextTerm,
  machine,
  noteChange,
  noteFurtherFailure,
  startGrantedTerm,
  startNextTerm,
  updateRegister,
} from './agreement-parts'

const over = { guard: 'isOver', target: 'over' } as const
const scheduleEnd = { target: '#agreement.term.inForce.ending', actions: keepEnd } as const
// 中止 beyond its longest time ends the agreement; the Measure itself knows none (policy.suspension).
const lapseOfSuspension = { guard: 'isSuspensionLapsed', target: '#agreement.term.closing', actions: expired } as const

/**
 * A signed agreement: its term (第十二、十三条), its end and the duties after it (第十六至十九条); beside them its filing with
 * the department of the same level (第十一条), its place on the city's list (第九条（五）), the test of its system, its
 * settlement, its renewal and its rest. None of these gates the term.
 */
export const agreementMachine = machine.createMachine({
  id: 'agreement',
  context: ({ input }) => newAgreement(input),
  type: 'parallel',
  states: {
    term: {
      initial: 'awaitingStart',
      states: {
        // The agreed first day may lie after the second signature; when it does not, this timer is due at once.
        awaitingStart: {
          meta: { article: '第十三条' },
          after: { termStarts: [{ guard: 'isLongTerm', target: 'inForce.longTerm' }, { target: 'inForce.fixedTerm' }] },
          on: { scheduleEnd },
        },
        inForce: {
          meta: { article: '第十二条' },
          initial: 'fixedTerm',
          states: {
            // 第十三条: at 24:00 of its last day the term goes over into the next one, is held on, or ends.
            fixedTerm: {
              always: lapseOfSuspension,
              after: {
                termEnds: [
                  { guard: 'hasNextTerm', target: 'fixedTerm', reenter: true, actions: startNextTerm },
                  { guard: 'isRenewalUndecided', target: 'continued', actions: continued },
                  { target: '#agreement.term.closing', actions: expired },
                ],
              },
              on: { scheduleEnd },
            },
            // 第十三条: by talks, with medical institutions only; it ends by change, rescission or an event of 第十九条.
            longTerm: { always: lapseOfSuspension, on: { scheduleEnd } },
            // Asked in time, not decided: only a decision or a signature ends this, never the agency's silence.
            continued: {
              meta: { article: '第十三条' },
              // An end that was taken back after the renewal had been answered.
              always: { guard: 'isRenewalAnswered', target: '#agreement.term.closing', actions: expired },
              initial: 'inTime',
              states: {
                inTime: {
                  always: lapseOfSuspension,
                  after: { continuationEnds: 'late' },
                  on: {
                    grantRenewal: { target: '#agreement.term.inForce.fixedTerm', actions: startGrantedTerm },
                    refuseRenewal: { target: '#agreement.term.closing', actions: endedAfterContinuation },
                    withdrawRenewal: { target: '#agreement.term.closing', actions: endedAfterContinuation },
                    scheduleEnd,
                  },
                },
                late: {
                  tags: ['head', 'overdue'],
                  always: lapseOfSuspension,
                  on: {
                    grantRenewal: { target: '#agreement.term.inForce.fixedTerm', actions: startGrantedTerm },
                    refuseRenewal: { target: '#agreement.term.closing', actions: endedAfterContinuation },
                    withdrawRenewal: { target: '#agreement.term.closing', actions: endedAfterContinuation },
                    scheduleEnd,
                  },
                },
              },
            },
            // 第十五至十九条: decided and served; it holds until 24:00 of the day that the decision names.
            ending: {
              meta: { article: '第十六至十九条' },
              after: {
                endEffective: [
                  {
                    guard: 'endsWithBar',
                    target: '#agreement.term.closing',
                    actions: [
                      isNowOver,
                      keepEnd,
                      { type: 'recordBar', params: ({ context }) => ({ cause: context.end?.barCause ?? '' }) },
                      'closeWithAgreement',
                    ],
                  },
                  { target: '#agreement.term.closing', actions: [isNowOver, 'closeWithAgreement'] },
                ],
              },
              on: {
                // A decision that is taken back or stayed before its day.
                cancelEnd: [
                  { guard: 'isLongTerm', target: 'longTerm', actions: assign({ end: null }) },
                  { guard: 'isRenewedMeanwhile', target: 'fixedTerm', actions: [assign({ end: null }), startNextTerm] },
                  { guard: 'isContinued', target: 'continued', actions: assign({ end: null }) },
                  { target: 'fixedTerm', actions: assign({ end: null }) },
                ],
                scheduleEnd: { ...scheduleEnd, reenter: true },
              },
            },
          },
        },
        // What is left to do is duty, not validity; the duties are independent of each other.
        closing: {
          meta: { article: '第十三条、第十六至十九条' },
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
              states: {
                open: {
                  tags: 'officer',
                  on: { announceExit: { target: 'done', actions: { type: 'issueDocument', params: { kind: 'endingAnnouncement' } } } },
                },
                done: { type: 'final' },
              },
            },
            // Those in the beds on the last day are settled to their discharge (edge case 41).
            patients: {
              initial: 'sorting',
              states: {
                sorting: { always: [{ guard: 'hasInpatients', target: 'open' }, { target: 'done' }] },
                open: { tags: 'officer', on: { transferPatients: 'done' } },
                done: { type: 'final' },
              },
            },
          },
          onDone: 'ended',
        },
        ended: { type: 'final', meta: { article: '第十三条、第十六至十九条' } },
      },
    },
    // 第十一条: reported, not approved; remarks are answered and change nothing about the term. A new text is reported again.
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
            applyChange: 'due',
            grantRenewal: 'due',
          },
        },
        remarked: { tags: 'officer', on: { answerFilingRemarks: 'filed', applyChange: 'due', grantRenewal: 'due' } },
        acknowledged: { always: { guard: 'isOver', target: 'closed' }, on: { applyChange: 'due', grantRenewal: 'due' } },
        closed: { type: 'final' },
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
              actions: assign({
                listedOn: ({ event }) => event.listedOn,
                listNumber: ({ event }) => event.listNumber,
                changedSinceListing: [],
              }),
            },
          },
        },
        listed: {
          tags: 'public',
          on: {
            // What a change has altered is announced as a change of the list.
            list: {
              guard: 'isNotOver',
              actions: assign({ listNumber: ({ event }) => event.listNumber, changedSinceListing: [] }),
            },
            delist: { guard: 'isOver', target: 'delisted', actions: assign({ delistedOn: ({ event }) => event.delistedOn }) },
          },
        },
        delisted: { type: 'final' },
        neverListed: { type: 'final' },
      },
    },
    // 第十二条: the institution's system works with the insurance's; one that fails is not listed as available (edge case 34).
    connection: {
      initial: 'awaited',
      meta: { article: '第十二条' },
      states: {
        awaited: {
          initial: 'inTime',
          always: over,
          on: { passConnection: 'connected', failConnection: 'failing' },
          states: { inTime: { after: { connectionDue: 'late' } }, late: { tags: ['officer', 'overdue'] } },
        },
        failing: {
          tags: 'officer',
          always: over,
          on: { passConnection: 'connected', failConnection: { actions: noteFurtherFailure } },
        },
        connected: { always: over, on: { failConnection: 'failing' } },
        over: { type: 'final' },
      },
    },
    // A licence that ends, an overdue check or a suspicion holds payment; none of them ends the agreement (edge cases 37, 38).
    settlement: {
      initial: 'open',
      meta: { article: '第七条（一）、第十二条' },
      states: {
        open: {
          initial: 'sorting',
          always: over,
          on: { holdSettlement: { target: 'held', actions: assign({ holdReason: ({ event }) => event.reason }) } },
          states: {
            sorting: { always: [{ guard: 'hasLicenceDay', target: 'watched' }, { target: 'unwatched' }] },
            watched: {
              after: {
                licenceEnds: [
                  { guard: 'hasLicenceProof', target: '#agreement.settlement.grace' },
                  { target: '#agreement.settlement.held', actions: assign({ holdReason: '许可证有效期届满' }) },
                ],
              },
              on: {
                recordLicence: { target: '#agreement.settlement.open', reenter: true, actions: keepLicence },
                noteLicenceProof: { guard: 'hasLicenceDay', actions: keepLicenceProof },
                applyChange: { target: '#agreement.settlement.open', reenter: true },
              },
            },
            unwatched: {
              on: {
                recordLicence: { target: '#agreement.settlement.open', reenter: true, actions: keepLicence },
                applyChange: { target: '#agreement.settlement.open', reenter: true },
              },
            },
          },
        },
        grace: {
          tags: 'institution',
          always: over,
          after: { licenceGrace: { target: 'held', actions: assign({ holdReason: '许可证有效期届满，宽限期已过' }) } },
          on: {
            recordLicence: { target: 'open', actions: keepLicence },
            holdSettlement: { target: 'held', actions: assign({ holdReason: ({ event }) => event.reason }) },
          },
        },
        held: {
          tags: 'officer',
          always: over,
          on: {
            recordLicence: { target: 'open', actions: keepLicence },
            releaseSettlement: { target: 'open', actions: assign({ holdReason: null }) },
            noteLicenceProof: { guard: 'hasLicenceDay', target: 'grace', actions: keepLicenceProof },
          },
        },
        over: { type: 'final' },
      },
    },
    // 第十三条: what became of the institution's wish for another term; the renewal itself is a case of its own.
    renewal: {
      initial: 'none',
      meta: { article: '第十三条' },
      states: {
        none: {
          always: over,
          on: {
            fileRenewal: {
              guard: 'mayAskRenewal',
              target: 'filed',
              actions: [assign({ renewal: ({ event }) => ({ renewalId: event.renewalId, state: 'filed' as const }) }), 'openRenewal'],
            },
          },
        },
        filed: {
          always: over,
          on: {
            withdrawRenewal: { target: 'none', actions: assign({ renewal: null }) },
            refuseRenewal: {
              target: 'refused',
              actions: assign({ renewal: ({ context }) => context.renewal && { ...context.renewal, state: 'refused' as const } }),
            },
            grantRenewal: {
              target: 'none',
              actions: keepNextTerm,
            },
          },
        },
        refused: { always: over },
        over: { type: 'final' },
      },
    },
    // 中止: unknown to the Measure; where the pack knows it, at the institution's wish and never for ever.
    performance: {
      initial: 'performing',
      meta: { article: '第十四条' },
      states: {
        performing: { always: over, on: { requestSuspension: 'suspensionAsked' } },
        suspensionAsked: {
          tags: 'head',
          always: over,
          on: {
            approveSuspension: { target: 'suspended', actions: assign({ suspendedOn: ({ event }) => event.from }) },
            declineSuspension: 'performing',
          },
        },
        suspended: {
          tags: 'institution',
          always: over,
          after: { suspensionEnds: { target: 'over', actions: assign({ suspensionLapsed: true }) } },
          on: { resume: { target: 'performing', actions: assign({ suspendedOn: null }) } },
        },
        over: { type: 'final' },
      },
    },
    // The consolidated text: every supplement leaves its mark; grades are noted as they become known (第十四、二十二条).
    record: {
      initial: 'open',
      meta: { article: '第十四条、第二十二条' },
      states: {
        open: {
          always: over,
          on: {
            applyChange: [
              // A move to another county: the agreement stands, the other agency handles it from now on.
              { guard: 'handsOver', actions: [applyChange, updateRegister, { type: 'issueDocument', params: { kind: 'handOverNotice' } }] },
              { actions: [applyChange, updateRegister] },
            ],
            noteChange: { actions: noteChange },
            recordGrade: {
              actions: assign({
                grades: ({ context, event }) => [...context.grades.filter(({ year }) => year !== event.grade.year), event.grade],
              }),
            },
          },
        },
        over: { type: 'final' },
      },
    },
  },
})
