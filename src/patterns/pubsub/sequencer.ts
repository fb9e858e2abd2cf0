import { persist } from '../_kit/wait.js'
import { before, type Envelope } from './envelope.js'
import { Recent } from './recent.js'
import type { Snapshot } from './scripts.js'
import type { Gap, Position, TopicEvent } from './types.js'

/** How many messages are read from the outbox at once. */
const PAGE = 500

/** Where a sequencer puts what is in order. */
export interface Outlet {
  readonly topic: string
  /** How many messages it takes now. */
  readonly room: number
  /** Resolves when it takes many again. */
  roomy(): Promise<void>
  message(envelope: Envelope): void
  gap(gap: Gap): void
  /** Nothing that has been published is left to be read. */
  caughtUp(): void
  event(event: TopicEvent): void
}

/** What a sequencer reads a topic with. */
export interface Source {
  /** Whether it keeps messages. */
  readonly outbox: boolean
  /** `from` is the first number wanted; without it, only the head is. */
  read(from: number | undefined, count: number): Promise<Snapshot>
  /** Resolves when everything has been heard that was published before. */
  heard(): Promise<void>
}

/** Where to begin: a position whose id may be unknown. */
export type Start = Omit<Position, 'id'> & { id: string | undefined }

/**
 * Puts the messages of one topic in order: each once, none left out without a word.
 *
 * A message names the one before it, so what is live is handed on as long as each names the last one. When one does
 * not, or after the connection was lost, or when the outlet was full, the outbox is read from the last message on,
 * while what is live waits. What is not there any more is a gap.
 */
export class Sequencer {
  readonly #source: Source
  readonly #outlet: Outlet
  readonly #signal: AbortSignal
  readonly #limit: number
  readonly #recent = new Recent()
  #last: Start = { history: '', seq: 0, id: '' }
  /** Live messages up to this number may come late, for they were read from the outbox. */
  #overlap = 0
  /** Live messages that wait, in their order. */
  #parked: Envelope[] = []
  /** Live messages were left out, or may have been. */
  #leftOut = false
  #catchingUp = true

  constructor(source: Source, outlet: Outlet, limit: number, signal: AbortSignal) {
    this.#source = source
    this.#outlet = outlet
    this.#limit = limit
    this.#signal = signal
  }

  /** Begins after `start`; until then, what is live waits. Up to date: nothing newer has been published. */
  begin(start: Start, isUpToDate: boolean): void {
    this.#last = start
    if (start.id !== undefined) this.#recent.add({ ...start, id: start.id })
    if (isUpToDate) this.#overlap = start.seq
    if (isUpToDate && this.#takeParked() && !this.#leftOut) this.#catchingUp = false
    else void this.#catchUp()
  }

  /** A live message. */
  receive(envelope: Envelope): void {
    if (this.#catchingUp) return this.#park(envelope)
    if (this.#isRepeated(envelope)) return
    if (!this.#source.outbox && this.#startsAnew(envelope)) this.#startAnew(before(envelope))
    if (this.#follows(envelope) && this.#outlet.room > 0) {
      this.#overlap = 0
      return this.#hand(envelope)
    }
    if (this.#outlet.room <= 0) this.#outlet.event({ type: 'too slow', topic: this.#outlet.topic })
    this.#park(envelope)
    void this.#catchUp()
  }

  /** The connection was lost and is there again. */
  restored(): void {
    this.#leftOut = true
    if (!this.#catchingUp) void this.#catchUp()
  }

  async #catchUp(): Promise<void> {
    this.#catchingUp = true
    const { topic } = this.#outlet
    let replayed = 0
    const failed = (error: unknown) => this.#outlet.event({ type: 'catch-up failed', topic, error })
    try {
      for (let done = false; !done;) {
        await this.#outlet.roomy()
        this.#forgetHoles()
        const { outbox } = this.#source
        const count = Math.min(PAGE, this.#outlet.room) + 1
        const snapshot = await persist(() => this.#read(count), this.#signal, failed)
        if (!outbox) await this.#source.heard().catch(() => {}) // It was lost again, which restarts this.
        this.#signal.throwIfAborted()
        replayed += snapshot.messages.filter((each) => !this.#isOld(each)).length
        const anew = this.#anew(snapshot)
        if (anew) this.#startAnew(await this.#whereTheyPart(anew, failed))
        else done = this.#apply(snapshot, count)
      }
    } catch (error) {
      if (this.#signal.aborted) return
      throw error
    }
    this.#catchingUp = false
    this.#outlet.event({ type: 'caught up', topic, replayed })
    this.#outlet.caughtUp()
  }

  /** From the last message itself, which tells whether it is still the same history. */
  #read(count: number): Promise<Snapshot> {
    const { seq, id } = this.#last
    return this.#source.read(this.#source.outbox ? seq + (id === undefined ? 1 : 0) : undefined, count)
  }

  /** Whether that was all. */
  #apply({ head, messages }: Snapshot, count: number): boolean {
    for (const message of messages) if (!this.#take(message)) return false
    if (messages.length === count) return false
    if (!this.#takeParked()) return false
    if (head.history === this.#last.history && head.seq > this.#last.seq) {
      this.#missed(head.history, this.#last.seq + 1, head.seq)
      this.#last = head
    }
    this.#overlap = this.#last.seq
    return !this.#leftOut
  }

  /** Where to go on when the topic is not a continuation of what was seen. */
  #anew({ head, messages: [first] }: Snapshot): Start | undefined {
    const last = this.#last
    const sameHistory = head.history === last.history
    if (!sameHistory && last.seq === 0) {
      this.#last = { history: head.history, seq: 0, id: '' } // It saw nothing of the old one.
      return undefined
    }
    if (!sameHistory) return { history: head.history, seq: 0, id: '' }
    if (first?.seq === last.seq && first.id !== last.id) return before(first)
    const other = last.id !== undefined && head.id !== last.id
    if (head.seq > last.seq || (head.seq === last.seq && !other)) return undefined
    const parked = this.#parked[0]
    return parked ? before(parked) : head
  }

  /**
   * After a failover the new master may have another end of the same history: then after the last that both have, or
   * with the first of it that is known to be new.
   */
  async #whereTheyPart(anew: Start, failed: (error: unknown) => void): Promise<Start> {
    if (anew.history !== this.#last.history || !this.#source.outbox) return anew
    const [parked] = this.#parked
    const live = parked?.history === anew.history ? parked.seq : Infinity
    const from = Math.min(this.#recent.oldest, live)
    const read = () => this.#source.read(from, Recent.size + 1)
    const { messages } = await persist(read, this.#signal, failed)
    const [first] = messages
    return this.#recent.lastOf(messages) ?? (first ? before(first) : anew)
  }

  /** False when there is no room for all. */
  #takeParked(): boolean {
    while (this.#parked.length > 0) {
      if (!this.#take(this.#parked[0] as Envelope)) return false
      this.#parked.shift()
    }
    return true
  }

  /** False when there is no room for it. */
  #take(message: Envelope): boolean {
    if (this.#isOld(message)) return true
    if (this.#outlet.room <= 0) return false
    if (!this.#follows(message)) this.#skipTo(message)
    this.#hand(message)
    return true
  }

  #hand(message: Envelope): void {
    this.#last = message
    this.#recent.add(message)
    this.#outlet.message(message)
  }

  #park(message: Envelope): void {
    const isFull = this.#parked.length >= this.#limit
    if (isFull) this.#leftOut = true
    const willBeRead = this.#leftOut && this.#source.outbox // Parked, it would look like a gap.
    if (!isFull && !willBeRead) this.#parked.push(message)
  }

  /** What was left out while it waited is read again, or else a gap. */
  #forgetHoles(): void {
    if (this.#leftOut && this.#source.outbox) this.#parked = []
    this.#leftOut = false
  }

  #skipTo(message: Envelope): void {
    const { history, seq } = message
    if (history !== this.#last.history) this.#startAnew({ history, seq: 0, id: '' })
    else if (seq === this.#last.seq + 1) this.#startAnew(before(message))
    if (seq > this.#last.seq + 1) this.#missed(history, this.#last.seq + 1, seq - 1)
  }

  #startAnew(place: Start): void {
    this.#last = place
    const { history, seq } = place
    const { topic } = this.#outlet
    this.#outlet.gap({ reason: 'new history', topic, history, from: seq + 1, to: seq, missed: 0 })
  }

  #missed(history: string, from: number, to: number): void {
    const { topic } = this.#outlet
    this.#outlet.gap({ reason: 'missed', topic, history, from, to, missed: to - from + 1 })
  }

  #follows({ previous, history, seq }: Envelope): boolean {
    const last = this.#last
    if (last.id !== undefined) return previous === last.id
    return history === last.history && seq === last.seq + 1
  }

  #isOld({ history, seq }: Envelope): boolean {
    const last = this.#last
    return history === last.history && seq <= last.seq
  }

  #isRepeated(message: Envelope): boolean {
    return this.#isOld(message) && message.seq <= this.#overlap && !this.#recent.contradicts(message)
  }

  /** A live message that is the first of a history, or whose number was there already: the data were lost. */
  #startsAnew(message: Envelope): boolean {
    if (this.#follows(message)) return false
    return this.#isOld(message) || (message.history !== this.#last.history && message.seq === 1)
  }
}
