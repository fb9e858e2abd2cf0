import { within } from './deadline.js'
import { type Connection, EngineError } from './engine.js'

const PATIENCE_MS = 3_000

/** Knows whether a server is still there, by a connection that nothing else uses: its pilot. */
export class Lifeline {
  /** Pending while the pilot lives or can be opened again. */
  readonly lost: Promise<EngineError>
  readonly #pilot: Connection
  readonly #loss: EngineError
  #released = false

  constructor(pilot: Connection, address: string, owned: boolean) {
    this.#pilot = pilot
    this.#loss = lossOf(address, owned)
    this.lost = new Promise((resolve) => {
      pilot.on('end', () => void this.#check(resolve))
      // A cluster client does not end by itself while there is a node that it has not tried.
      pilot.on('-node', () => void this.#check(resolve))
    })
  }

  /** The loss, or undefined when the server answers. */
  async loss(): Promise<EngineError | undefined> {
    const ping = () => this.#pilot.ping()
    // Asked twice: the first question may be lost with a connection that is then opened again.
    const answer = within(PATIENCE_MS, ping().catch(ping), () => this.#loss)
    return answer.then(
      () => undefined,
      () => this.#loss,
    )
  }

  /** From now on the end of the pilot is meant. */
  release(): void {
    this.#released = true
  }

  async #check(report: (loss: EngineError) => void): Promise<void> {
    const loss = this.#released ? undefined : await this.loss()
    if (loss !== undefined && !this.#released) report(loss)
  }
}

function lossOf(address: string, owned: boolean): EngineError {
  const hint = owned
    ? 'the server ended; run it again'
    : 'check that the server is running, then run it again'
  return new EngineError(`lost the connection to ${address}`, hint)
}
