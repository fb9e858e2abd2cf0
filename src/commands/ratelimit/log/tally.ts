import { type BadLine, MOST_BAD_LINES } from '../bad-lines.js'
import { TimeBins } from '../time-bins.js'
import type { Request } from './access-line.js'

export interface Client {
  readonly id: string
  requests: number
  denied: number
}

/** The time of a line has no fractions. */
const LEAST_BIN_MS = 1000

/** What is known of a log when it has been replayed. It grows with the number of addresses, not of lines. */
export class Tally {
  /** Lines that are not blank. */
  lines = 0
  skipped = 0
  /** The first bad lines. */
  readonly bad: BadLine[] = []
  /** Requests that Redis answered. */
  answered = 0
  denied = 0
  /** Answers that plain code does not come to. */
  differing = 0
  /** Requests that are earlier than one before them. */
  late = 0
  first = Infinity
  last = -Infinity
  readonly bins = new TimeBins(['allowed', 'denied'], LEAST_BIN_MS)
  readonly #clients = new Map<string, Client>()

  get clients(): Iterable<Client> {
    return this.#clients.values()
  }

  get clientCount(): number {
    return this.#clients.size
  }

  refuse(bad: BadLine): void {
    this.lines++
    this.skipped++
    if (this.bad.length < MOST_BAD_LINES) this.bad.push(bad)
  }

  /** @returns whose request it is. */
  see({ client, time }: Request): Client {
    this.lines++
    if (time < this.last) this.late++
    this.first = Math.min(this.first, time)
    this.last = Math.max(this.last, time)
    return this.#client(client)
  }

  answer(client: Client, time: number, { allowed, expected }: { allowed: boolean; expected: boolean }): void {
    this.answered++
    client.requests++
    if (!allowed) {
      this.denied++
      client.denied++
    }
    if (allowed !== expected) this.differing++
    this.bins.add(allowed ? 'allowed' : 'denied', time)
  }

  #client(name: string): Client {
    const known = this.#clients.get(name)
    if (known) return known
    // The copy does not keep the piece of the file alive that the name was cut from.
    const client = { id: Buffer.from(name).toString(), requests: 0, denied: 0 }
    this.#clients.set(client.id, client)
    return client
  }
}
