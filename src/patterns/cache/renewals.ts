interface Lease {
  readonly key: string
  readonly since: number
}

/** So that a lease survives a renewal that comes late, or gets lost. */
const TICKS = 3

/** Renews leases whose loads take their time, with one timer for all. It does not keep the process alive. */
export class Renewals {
  readonly #tickMs: number
  readonly #renew: (key: string, token: string) => Promise<boolean | 'unavailable'>
  /** By token. */
  readonly #leases = new Map<string, Lease>()
  #tick = 0
  #ticking = false

  /** `renew` answers false when the lease is lost: then it is not renewed any more. */
  constructor(leaseMs: number, renew: (key: string, token: string) => Promise<boolean | 'unavailable'>) {
    this.#tickMs = leaseMs / TICKS
    this.#renew = renew
  }

  begin(key: string, token: string): void {
    this.#leases.set(token, { key, since: this.#tick })
    if (!this.#ticking) this.#waitForTick()
  }

  end(token: string): void {
    this.#leases.delete(token)
  }

  #waitForTick(): void {
    this.#ticking = true
    setTimeout(() => this.#onTick(), this.#tickMs).unref()
  }

  #onTick(): void {
    this.#tick++
    for (const [token, lease] of this.#leases) {
      // One that began since the last tick has time until the next.
      if (this.#tick - lease.since > 1) void this.#renewOne(token, lease)
    }
    if (this.#leases.size > 0) this.#waitForTick()
    else this.#ticking = false
  }

  async #renewOne(token: string, { key }: Lease): Promise<void> {
    if ((await this.#renew(key, token)) === false) this.#leases.delete(token)
  }
}
