const MOST_NAMES = 1000

/** How two scores of one name become one: the same rule as on the server, worked out here. */
export type Combine = (old: number, next: number) => number

/**
 * Some of the names, chosen by a hash of each, with the score that every one of them must end up with. Small
 * files are kept whole. When there are too many names the chosen share is halved; a name that is still chosen
 * was so from its first row on, so its score is complete. The share also tells how many names there are
 * (distinct sampling: P. Gibbons, VLDB 2001).
 */
export class NameSample {
  readonly #combine: Combine
  readonly #scores = new Map<string, number>()
  /** A name is chosen when its hash begins with so many zero bits. */
  #zeroBits = 0

  constructor(combine: Combine) {
    this.#combine = combine
  }

  see(member: string, score: number): void {
    if (!this.#chooses(member)) return
    const old = this.#scores.get(member)
    // The copy does not keep the piece of the file alive that the name was cut from.
    const key = old === undefined ? Buffer.from(member).toString() : member
    this.#scores.set(key, old === undefined ? score : this.#combine(old, score))
    if (this.#scores.size > MOST_NAMES) this.#halve()
  }

  get scores(): ReadonlyMap<string, number> {
    return this.#scores
  }

  /** One name of so many is in the sample; 1 when all are. */
  get share(): number {
    return 2 ** this.#zeroBits
  }

  #halve(): void {
    this.#zeroBits++
    for (const member of this.#scores.keys()) if (!this.#chooses(member)) this.#scores.delete(member)
  }

  #chooses(member: string): boolean {
    return this.#zeroBits === 0 || Math.clz32(hash(member)) >= this.#zeroBits
  }
}

/** FNV-1a, finished as in MurmurHash3 so that names that differ in one character differ in every bit. */
function hash(text: string): number {
  let bits = 0x811c9dc5
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
