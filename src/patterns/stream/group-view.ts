import { type DeadLetter, type DeadLetterPage, readDeadLetters, redrive } from './dead-letters.js'
import type { EntryId } from './entry-id.js'
import { type GroupInfo, groupInfo, lagOf, type Pending, pendingOf } from './group-info.js'
import type { Member } from './group-options.js'

/** What can be seen of a group, and done about its dead letters, without reading from it. Part of every `GroupConsumer`. */
export class GroupView<Event> {
  /** The name of the group. */
  readonly group: string
  /** The stream of the group's dead letters. */
  readonly deadLetterKey: string
  /** @internal */
  protected readonly member: Member<Event>

  /** @internal Use `EventStream.group`. */
  constructor(member: Member<Event>) {
    this.member = member
    this.group = member.group
    this.deadLetterKey = member.deadKey
  }

  /**
   * What is delivered to the group's consumers and not acknowledged. One XPENDING.
   *
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * const id = await orders.append('tea')
   * await using billing = orders.group('billing', { consumer: 'ada' })
   * await billing[Symbol.asyncIterator]().next()
   * await billing.pending() // -> { count: 1, firstId: id, lastId: id, consumers: [{ name: 'ada', count: 1 }] }
   * ```
   */
  pending(): Promise<Pending> {
    return pendingOf(this.member.settings, this.group)
  }

  /**
   * How many entries were not delivered to the group yet. Undefined when the server cannot tell: Redis 6.2, a
   * group that does not exist, or one that began in the middle or has deleted entries before it. One XINFO GROUPS.
   *
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * const billing = orders.group('billing')
   * await billing.create()
   * await billing.lag() // -> 0
   * await billing.close()
   * ```
   */
  lag(): Promise<number | undefined> {
    return lagOf(this.member.settings, this.group)
  }

  /**
   * How the group and its consumers stand; undefined when there is no such group. XINFO GROUPS and XINFO CONSUMERS.
   *
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * const id = await orders.append('tea')
   * await using billing = orders.group('billing', { consumer: 'ada' })
   * await billing[Symbol.asyncIterator]().next()
   * const info = await billing.info()
   * info?.pending // -> 1
   * info?.lastDeliveredId // -> id
   * ```
   */
  info(): Promise<GroupInfo | undefined> {
    return groupInfo(this.member.settings, this.group)
  }

  /**
   * The entries that the group has given up, the oldest first. One XRANGE.
   *
   * @throws {TypeError} when `after` is no id or `count` no whole number, 1 or more.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * const id = await orders.append('tea')
   * await using billing = orders.group('billing')
   * const { value } = await billing[Symbol.asyncIterator]().next()
   * await value?.deadLetter('no such item')
   * const [letter] = await billing.deadLetters({ count: 1 })
   * letter?.entryId // -> id
   * letter?.event // -> 'tea'
   * ```
   */
  deadLetters(page: DeadLetterPage = {}): Promise<DeadLetter<Event>[]> {
    return readDeadLetters(this.member, page)
  }

  /**
   * Puts a dead letter back: its entry is appended again, with a new id, for all groups. The new id; null when there
   * is no such letter. One EVALSHA.
   *
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.append('tea')
   * await using billing = orders.group('billing')
   * const { value } = await billing[Symbol.asyncIterator]().next()
   * await value?.deadLetter('out of stock')
   * const [letter] = await billing.deadLetters()
   * await billing.redrive(letter.id)
   * await billing.deadLetters() // -> []
   * ```
   */
  redrive(letter: EntryId): Promise<EntryId | null> {
    return redrive(this.member, letter)
  }
}
