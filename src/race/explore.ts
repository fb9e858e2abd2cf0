import { NotRepeatable, TooMany } from './errors.js'
import type { Cast } from './cast.js'
import { Trial } from './trial.js'
import type { Ground } from './ground.js'
import { type Node, sum, Tallies } from './graph.js'
import { after, allowed, type Bound } from './bound.js'
import { type Step, writeSchedule, writeStep } from './steps.js'
import { Trace } from './trace.js'

export interface ExploreOptions {
  /** At most so many times a client that could go on has to wait for another. Default: any number. */
  bound?: number
  /** More runs than this are too many: then chance picks. Default: 20,000. */
  mostRuns?: number
  /** Whether orders that come to the same state are run on once. Default: yes. No: to check that nothing is lost by it. */
  merge?: boolean
  onProgress?: (runs: number) => unknown
}

/** What there is to say of all orders. */
export interface Exploration {
  readonly orders: number
  /** How many break an invariant, by its claim. */
  readonly broken: ReadonlyMap<string, number>
  readonly brokenOrders: number
  /** The fewest steps that break one. */
  readonly shortest: string | undefined
  /** How often clients were run from the start. */
  readonly runs: number
  /** How many states the orders come by. */
  readonly states: number
  readonly root: Node
}

export const MOST_RUNS = 20_000

/**
 * Runs every order of steps, depth first: from a clean namespace each time, up to the state where it goes on. Orders that
 * come to the same state are run on once (all that a client has learned, all that the keys hold, and the world are the
 * same, so that what follows is), and of two neighbouring steps that touch different keys only one order is run.
 *
 * The count is of all orders nevertheless. @throws {TooMany} @throws {NotRepeatable}
 */
export async function explore(
  cast: Cast,
  ground: Ground,
  options: ExploreOptions = {},
): Promise<Exploration> {
  const explorer = new Explorer(cast, ground, options)
  const root = await explorer.run()
  const { orders, broken, shortest } = new Tallies().of(root)
  return {
    orders,
    broken,
    brokenOrders: sum(broken.values()),
    shortest: shortest?.join(''),
    runs: explorer.runs,
    states: explorer.states,
    root,
  }
}

/** Where a way leads. */
interface Place {
  readonly way: readonly Step[]
  readonly trace: Trace
  readonly bound: Bound
  /** What the clients were about to do before the last step. */
  readonly shape: string
}

class Explorer {
  readonly #cast: Cast
  readonly #ground: Ground
  readonly #options: ExploreOptions
  readonly #byState = new Map<string, Node>()
  readonly #byTrace = new Map<string, Node>()
  #trial: Trial | undefined
  #at = ''
  runs = 0

  constructor(cast: Cast, ground: Ground, options: ExploreOptions) {
    this.#cast = cast
    this.#ground = ground
    this.#options = options
  }

  get states(): number {
    return this.#byState.size
  }

  async run(): Promise<Node> {
    const { bound = Infinity } = this.#options
    try {
      return await this.#arrive({ way: [], trace: Trace.start, bound: { left: bound, last: -1 }, shape: '' })
    } finally {
      this.#trial?.end()
    }
  }

  /** The state at the end of a way, with all that can follow from it. */
  async #arrive(place: Place): Promise<Node> {
    const trial = await this.#goTo(place)
    const possible = trial.steps()
    const steps = allowed(possible, place.bound)
    const key = await this.#keyOf(trial, place)
    const known = this.#byState.get(key)
    if (known !== undefined) return known
    const broken = await trial.broken(steps.length === 0)
    const node: Node = { steps: steps.map(writeStep), next: [], broken, outcomes: trial.outcomes() }
    this.#byState.set(key, node)
    const touched = steps.map((step) => trial.touches(step))
    const shape = trial.shape()
    for (const [index, step] of steps.entries()) {
      const trace = place.trace.with(step, touched[index])
      const next = { way: [...place.way, step], trace, bound: after(place.bound, step, possible), shape }
      node.next.push(await this.#follow(next))
    }
    return node
  }

  async #follow(place: Place): Promise<Node> {
    const { merge = true, bound } = this.#options
    // With a bound, who went last counts, too.
    if (!merge || bound !== undefined) return this.#arrive(place)
    const node = this.#byTrace.get(place.trace.key) ?? (await this.#arrive(place))
    this.#byTrace.set(place.trace.key, node)
    return node
  }

  async #keyOf(trial: Trial, { way, bound }: Place): Promise<string> {
    if (this.#options.merge === false) return writeSchedule(way)
    const turn = bound.left === Infinity ? '' : `${bound.left} ${bound.last}`
    return `${await trial.state()}\n${turn}`
  }

  /** A trial that stands at the end of the way: the one that is there, or another from the start. */
  async #goTo({ way, shape }: Place): Promise<Trial> {
    const goal = writeSchedule(way)
    const last = way.at(-1)
    if (this.#trial !== undefined && last !== undefined && this.#at + writeStep(last) === goal) {
      await this.#trial.take(last)
    } else {
      this.#trial?.end()
      this.#trial = undefined
      this.#trial = await this.#replay(way, shape)
    }
    this.#at = goal
    return this.#trial
  }

  async #replay(way: readonly Step[], shape: string): Promise<Trial> {
    if (++this.runs > (this.#options.mostRuns ?? MOST_RUNS)) throw new TooMany()
    this.#options.onProgress?.(this.runs)
    const trial = await Trial.start(this.#cast, this.#ground)
    this.#trial = trial
    for (const [index, step] of way.entries()) {
      const isPossible = trial.steps().some((possible) => writeStep(possible) === writeStep(step))
      const isSame = index < way.length - 1 || trial.shape() === shape
      if (!isPossible || !isSame) throw new NotRepeatable(way.slice(0, index))
      await trial.take(step)
    }
    return trial
  }
}
