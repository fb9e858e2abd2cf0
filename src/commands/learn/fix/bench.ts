import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Connection, Engine } from '../../../engine/engine.js'
import type { Bench, Finding } from '../../../lessons/bench.js'
import type { Fix } from '../../../lessons/lesson.js'
import type { Cast } from '../../../race/cast.js'
import { Ground } from '../../../race/ground.js'
import { type Survey, survey } from '../../../race/run/survey.js'
import { exploredWords, whichOrders } from '../../../race/run/words.js'
import { openSandbox } from '../../../race/sandbox/index.js'
import { readSchedule } from '../../../race/steps.js'
import { tell } from '../../../race/tell.js'
import { seededRng } from '../../../scenario/rng.js'
import { loadScripts } from '../../../scenario/scripts.js'
import { grouped } from '../../../scenario/text.js'
import { chooseRaces, findBook } from '../../race/choose.js'
import { ownVersion } from '../../race/own.js'

const PREFIX = 'rp:learn:'
/** Whoever has saved a file waits for seconds, not for minutes. */
const MOST_RUNS = 2_000
/** Only where there are too many orders for all of them. */
const SEED = 1

/** Runs a learner's file under the races of a pattern, on a server that is ours alone. */
export class RaceBench implements Bench {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async start({ pattern, start }: Fix): Promise<string> {
    return start ?? (await findBook(pattern)).template
  }

  async races({ pattern, races }: Fix): Promise<string[]> {
    return chooseRaces(await findBook(pattern), races).map(({ name }) => name)
  }

  async *judge({ pattern, races }: Fix, file: string, signal?: AbortSignal): AsyncGenerator<Finding> {
    const book = await findBook(pattern)
    const chosen = chooseRaces(book, races)
    const version = await ownVersion(book, file)
    const { ground, close } = await this.#ground(signal)
    try {
      for (const race of chosen) {
        yield await finding(pattern, { race, version, clients: race.clients }, ground)
      }
    } finally {
      close()
    }
  }

  async *judgeText(fix: Fix, text: string): AsyncGenerator<Finding> {
    const folder = await mkdtemp(path.join(tmpdir(), 'redis-patterns-'))
    const file = path.join(folder, fix.file)
    try {
      await writeFile(file, text)
      yield* this.judge(fix, file)
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  async #ground(signal: AbortSignal | undefined): Promise<{ ground: Ground; close: () => void }> {
    const connections: Connection[] = []
    const ground = await Ground.open({
      prefix: PREFIX,
      isOurs: true,
      ...(signal && { signal }),
      connect: async (name) => {
        const connection = await this.#engine.connect(name)
        connections.push(connection)
        return connection
      },
    })
    await loadScripts(ground.janitor)
    const closeSandbox = openSandbox()
    const close = () => {
      closeSandbox()
      for (const connection of connections) connection.disconnect()
    }
    return { ground, close }
  }
}

/** What came of one race; without the picture when there is none. */
async function finding(pattern: string, cast: Cast, ground: Ground): Promise<Finding> {
  const found = await surveyed(cast, ground)
  const race = `${pattern} ${cast.race.name}`
  const claim = `race ${race}: no ${whichOrders(found)} breaks it`
  const explored = exploredWords(found)
  const { isWhole, shortest: schedule } = found
  if (schedule === undefined)
    return { race, claim, isWhole, holds: true, says: `${explored}: none breaks it`, shortest: undefined }
  const title = isWhole ? 'the shortest order that breaks it' : 'an order that breaks it'
  const { chart, broken } = await tell(cast, ground, readSchedule(schedule), title)
  const where = schedule === '' ? 'Without a step' : `In ${schedule}`
  const says = `${explored}: ${grouped(found.brokenOrders)} break it. ${where}, ${broken?.what}`
  return { race, claim, isWhole, holds: false, says, shortest: { schedule, chart } }
}

/** A learner is not told how far it is: it takes a moment. */
async function surveyed(cast: Cast, ground: Ground): Promise<Survey> {
  const running = survey(cast, ground, { mostRuns: MOST_RUNS }, seededRng(SEED))
  let next = await running.next()
  while (next.done !== true) next = await running.next()
  return next.value
}
