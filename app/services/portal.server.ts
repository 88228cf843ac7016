import { randomUUID } from 'node:crypto'
import { type Channel, channels } from '#app/view/channels'
import type { Database } from '#db/open'
import { type Repositories, type UnitOfWork, unitOfWork } from '#db/unit-of-work'
import type { Instant } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import type { Sealing } from './checkpoints.server'
import type { Clock, MovableClock } from './clock.server'
import { fireDueDeadlines } from './deadlines.server'
import { type Carrier, deliveryTopics, topicOf } from './delivery/channel'
import { deliveryGivenUp, deliveryHandler } from './delivery/delivery-handler.server'
import { type CommandRequest, type Dispatch, dispatchLatest, makeDispatch, type Receipt } from './dispatch.server'
import { effectHandlers } from './effects.server'
import { type MailTransport, mailCarrier } from './mail/transport.server'
import { deliverOutbox } from './outbox.server'
import { carryOutRuleChanges } from './rule-change/carry-out.server'
import { type SessionService, sessionService } from './sessions.server'
import { type SmsTransport, smsCarrier } from './sms/transport.server'
import { type TryLimits, tryLimits } from './tries.server'

export type PortalMode = 'demo' | 'production'
export type PortalLog = { warn: (facts: object, message: string) => void }

export type PortalOptions = {
  database: Database
  clock: Clock | MovableClock
  mode: PortalMode
  /** The wall clock, for sessions; defaults to `clock`. */
  realNow?: () => Instant
  log?: PortalLog
  /** PEM text of an agency's seal; production only. */
  agencyKey?: (agencyId: string) => string | undefined
  /** Key and copies of the log's seals; without them a demonstration keeps its key in the database. */
  sealing?: Sealing
  /** The mail server; nothing is sent without one. */
  mail?: MailTransport | undefined
  /** The text message service; nothing is sent without one. */
  sms?: SmsTransport | undefined
}

/** The composition root as routes, the command line, the walkthrough and tests see it. */
export type Portal = {
  mode: PortalMode
  unit: UnitOfWork
  read: Repositories
  now: () => Instant
  newId: () => string
  dispatch: Dispatch
  /** Dispatch on the newest revision, for callers without a form. */
  dispatchLatest: (request: Omit<CommandRequest, 'expectedRevision'>) => Promise<Outcome<Receipt>>
  sessions: SessionService
  /** Limits on tries, the same for all servers on the database. */
  limits: TryLimits
  /** Fires what is due and delivers what waits, until nothing is left to do at this moment. */
  settle: () => Promise<void>
  /** Sends the messages of a channel that wait; apart from `settle`, because a slow provider must hold up nobody. @returns how many are done with */
  sendMessages: (channel: Channel) => Promise<number>
  /** Lets the messages on their way end, within seconds; what waits goes out after the next start. */
  stopMessages: () => void
  /** Moves a movable clock forward, stopping at every deadline on the way so that each fires at its own moment. */
  advanceTo: (moment: Instant) => Promise<void>
  isClockMovable: boolean
  agencyKey: (agencyId: string) => string | undefined
  sealing: Sealing
  close: () => Promise<void>
}

const silent: PortalLog = { warn: () => {} }

/** Puts the parts together over one database. No timer is started: the caller runs `settle` when it wants. */
export function createPortal(options: PortalOptions): Portal {
  const { database, clock, mode, realNow, log = silent, agencyKey, sealing = {}, mail, sms } = options
  const unit = unitOfWork(database)
  const now = () => clock.now()
  const limits = tryLimits(unit, realNow ?? now)
  const carriers: Partial<Record<Channel, Carrier>> = {
    ...(mail === undefined ? {} : { mail: mailCarrier(mail) }),
    ...(sms === undefined ? {} : { sms: smsCarrier(sms) }),
  }
  const onParked = (row: { id: string; key: string }, reason: string) =>
    log.warn({ deadline: row.id, key: row.key, reason }, 'deadline did not fire')
  const onFailure = (row: { id: string; topic: string }, error: unknown) =>
    log.warn({ outbox: row.id, topic: row.topic, err: error }, 'effect failed')

  const deliverEffects = () => deliverOutbox(unit, handlers, now, { onFailure }, { except: deliveryTopics })
  const sendMessages = (channel: Channel) => {
    const handler = { [topicOf[channel]]: deliveryHandler(unit, carriers[channel], now) }
    return deliverOutbox(unit, handler, now, { onFailure, onGivenUp: deliveryGivenUp(unit, now) }, { only: [topicOf[channel]] })
  }

  const onUnreached = (caseId: string, error: unknown) => log.warn({ caseId, err: error }, 'change of the rules did not reach a case')

  const settle = async (): Promise<void> => {
    await carryOutRuleChanges(unit, now, onUnreached)
    for (;;) {
      const fired = await fireDueDeadlines(unit, now(), onParked)
      const delivered = await deliverEffects()
      if (fired + delivered === 0) return
    }
  }
  // Nobody acts on a lapsed case between two sweeps: its own timers and those of its round come first.
  const catchUp = async (caseId: string): Promise<void> => {
    const file = await unit.read.caseFiles.find(caseId)
    const ids = [file?.parent_id, caseId].filter((id): id is string => typeof id === 'string')
    let fired = 0
    for (const id of ids) fired += await fireDueDeadlines(unit, now(), onParked, id)
    if (fired > 0) await deliverEffects()
  }
  const dispatch = makeDispatch(unit, now, catchUp)
  const handlers = effectHandlers(unit, dispatch, now)

  const advanceTo = async (moment: Instant): Promise<void> => {
    if (!('moveTo' in clock)) throw new Error('this clock cannot be moved')
    await settle()
    for (;;) {
      // What is due already and still there has crashed; it waits for its repair and stops nobody.
      const next = await unit.read.deadlines.nextDueAt(now())
      if (next === undefined || next > moment) break
      clock.moveTo(next as Instant)
      await settle()
    }
    clock.moveTo(moment)
    await settle()
  }

  return {
    mode,
    unit,
    read: unit.read,
    now,
    newId: randomUUID,
    dispatch,
    dispatchLatest: (request) => dispatchLatest(unit, dispatch, request),
    sessions: sessionService(unit, { realNow: realNow ?? now, now }, limits),
    limits,
    settle,
    sendMessages,
    stopMessages: () => {
      for (const channel of channels) carriers[channel]?.close()
    },
    advanceTo,
    isClockMovable: 'moveTo' in clock,
    agencyKey: agencyKey ?? (() => undefined),
    sealing,
    close: () => database.close(),
  }
}
