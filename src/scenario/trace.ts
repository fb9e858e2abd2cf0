import type { Command } from 'ioredis'
import type { Connection } from '../engine/engine.js'
import { scriptNameOf } from '../patterns/_kit/script.js'
import { mayBlock } from './blocking.js'
import type { Reply, WireEvent } from './event.js'
import { MOST_CHARACTERS, MOST_ELEMENTS, readReply, SHOWN_ELEMENTS } from './reply.js'
import { hashSlot } from './slot.js'
import { asText, shorten } from './text.js'

/** What the client sends by itself, on connections that patterns make and while it connects again: no step of the pattern. */
const UPKEEP = new Set(['hello', 'client', 'auth', 'select', 'info', 'readonly', 'cluster', 'ping'])

export interface TapOptions {
  /** A pattern made it from the actor's own connection. */
  isCopy?: boolean
  /** Only so many of its first commands become events. Default: all. */
  shown?: number
  cluster?: boolean
}

interface Entry {
  event: WireEvent
  answered: boolean
}

/** Records every command of the tapped connections, in the order in which they were sent. */
export class Trace {
  #entries: Entry[] = []
  #stopped = false
  readonly #inFlight = new Set<Promise<unknown>>()
  readonly #onKeys: (keys: string[]) => void
  readonly #cluster: boolean
  readonly #writers = new Map<string, (reply: Reply) => Reply>()
  #sent = 0

  /** `onKeys` hears of every key before the command that names it is sent. */
  constructor(options: { cluster: boolean; onKeys: (keys: string[]) => void }) {
    this.#cluster = options.cluster
    this.#onKeys = options.onKeys
  }

  /** Wraps `sendCommand`: it sees pipelines, MULTI and scripts alike, on every server. */
  tap(actor: string, connection: Connection, options: TapOptions = {}): void {
    const { isCopy = false, shown = Infinity, cluster = this.#cluster } = options
    let left = shown
    const send = connection.sendCommand.bind(connection) as (command: Command, ...rest: unknown[]) => unknown
    const seen = new WeakSet<Command>()
    connection.sendCommand = (command: Command, ...rest: unknown[]) => {
      if (this.#stopped) return refuse(command)
      // A queued or retried command passes here again as the same object.
      const isUpkeep = UPKEEP.has(command.name) && (isCopy || connection.status === 'connect')
      if (!seen.has(command) && !isUpkeep) this.#record(actor, command, { cluster, isShown: left-- > 0 })
      seen.add(command)
      return send(command, ...rest)
    }
  }

  /** How many commands were sent so far. */
  get sent(): number {
    return this.#sent
  }

  /** How the replies of a script are written down from now on. */
  recordReplies(script: string, how: (reply: Reply) => Reply): void {
    this.#writers.set(script, how)
  }

  /** The commands answered since the last call. One that still waits for its reply comes later. */
  drain(): WireEvent[] {
    const answered = this.#entries.filter((entry) => entry.answered)
    this.#entries = this.#entries.filter((entry) => !entry.answered)
    return answered.map((entry) => entry.event)
  }

  /** Refuses further commands and waits for the replies to those already sent. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled(this.#inFlight)
  }

  #record(actor: string, command: Command, how: { cluster: boolean; isShown: boolean }): void {
    const keys = command.getKeys().map(asText)
    this.#onKeys(keys)
    this.#sent++
    const replied = how.isShown
      ? this.#show(actor, command, how.cluster ? keys[0] : undefined)
      : settled(command)
    // Its reply may never come, so nobody waits for it when a run is stopped.
    if (mayBlock(command.name, command.args)) return
    this.#inFlight.add(replied)
    void replied.then(() => this.#inFlight.delete(replied))
  }

  #show(actor: string, command: Command, slotOf: string | undefined): Promise<void> {
    const entry: Entry = {
      event: { type: 'wire', actor, ...describeCommand(command), reply: null },
      answered: false,
    }
    if (slotOf !== undefined) entry.event.slot = hashSlot(slotOf)
    this.#entries.push(entry)
    const written = this.#writers.get(entry.event.script ?? '') ?? asIs
    const answer = (reply: Reply) => {
      entry.event.reply = reply
      entry.answered = true
    }
    return command.promise.then(
      (reply: unknown) => answer(written(readReply(reply))),
      (error: Error) => answer({ error: error.message }),
    )
  }
}

function settled(command: Command): Promise<void> {
  return command.promise.then(
    () => {},
    () => {},
  )
}

function refuse(command: Command): Promise<unknown> {
  command.reject(new Error('the run was stopped'))
  return command.promise
}

/** A command as it is shown: name first, long values shortened, scripts by the name of their file. */
export function describeCommand(command: Command): Pick<WireEvent, 'command' | 'omitted' | 'script'> {
  const args = command.args as (string | Buffer | number)[]
  const shown = args.length > MOST_ELEMENTS ? args.slice(0, SHOWN_ELEMENTS) : args
  const words = [command.name.toUpperCase(), ...shown.map((arg) => shorten(asText(arg), MOST_CHARACTERS))]
  const script = command.name === 'evalsha' ? scriptNameOf(asText(args[0] ?? '')) : undefined
  return {
    command: words,
    ...(shown.length < args.length && { omitted: args.length - shown.length }),
    ...(script !== undefined && { script }),
  }
}

function asIs(reply: Reply): Reply {
  return reply
}
