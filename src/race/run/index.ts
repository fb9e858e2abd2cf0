import { CapabilityError } from '../../scenario/errors.js'
import type { Stage } from '../../scenario/define.js'
import type { Event, VerdictEvent } from '../../scenario/event.js'
import { grouped } from '../../scenario/text.js'
import type { Cast } from '../cast.js'
import type { Race, RaceBook, Version } from '../define.js'
import { Ground } from '../ground.js'
import { openSandbox } from '../sandbox/index.js'
import { readSchedule, writeStep } from '../steps.js'
import { tell } from '../tell.js'
import type { RaceOptions } from './options.js'
import { type Survey, survey } from './survey.js'
import { brokenTable, ordersTable } from './tables.js'
import { exploredWords, introduction, whichOrders } from './words.js'

/** Runs one race and says what came of it. */
export async function* runRace(
  race: Race,
  { pattern }: RaceBook,
  options: RaceOptions,
  stage: Stage,
): AsyncGenerator<Event, void, void> {
  const ground = await openGround(stage)
  const clients = options.clients ?? race.clients
  const run: Run = { race, ground, stage, clients, options, typed: typed(pattern, race, clients, options) }
  if (options.replay !== undefined) yield* replayOne(run, options.replay)
  else if (options.own !== undefined) yield* raceOwn(run, options.own)
  else yield* raceBoth(run)
}

interface Run {
  readonly race: Race
  readonly ground: Ground
  readonly stage: Stage
  readonly clients: number
  readonly options: RaceOptions
  /** The command line of this race. */
  readonly typed: string
}

/** Where the explorer may work: a server of its own, or its namespace on another. */
export async function openGround(stage: Stage): Promise<Ground> {
  if (stage.engine.cluster) {
    throw new CapabilityError(
      'a race needs one server, whose commands run one after the other, and this is a cluster',
      'give the --url of a single server, or leave it out',
    )
  }
  stage.use({ close: openSandbox() })
  const ground = await Ground.open({
    prefix: stage.namespace,
    isOurs: stage.engine.kind !== 'external',
    signal: stage.signal,
    connect: (name) => stage.actor(name, { shown: 0, showsCopies: false }),
  })
  // The next race must not find what the last order of this one has left.
  stage.use({ close: () => ground.clear() })
  return ground
}

async function* raceBoth(run: Run): AsyncGenerator<Event, void, void> {
  const { race, options } = run
  yield { type: 'note', text: introduction(race, run.clients, options) }
  const naive = yield* surveyOf(run, race.naive)
  const safe = yield* surveyOf(run, race.safe)
  yield ordersTable([
    { title: race.naive.title, survey: naive },
    { title: race.safe.title, survey: safe },
  ])
  yield* shortestOf(run, race.naive, naive)
  if (options.all) yield allBroken(naive)
  if (naive.isWhole && options.bound === undefined) yield breaks(race, naive)
  yield* shortestOf(run, race.safe, safe)
  yield holds(`${race.name}.safe`, race.safe, safe)
}

async function* raceOwn(run: Run, own: Version<unknown>): AsyncGenerator<Event, void, void> {
  yield { type: 'note', text: introduction(run.race, run.clients, run.options) }
  const found = yield* surveyOf(run, own)
  yield ordersTable([{ title: own.title, survey: found }])
  yield* shortestOf(run, own, found)
  if (run.options.all) yield allBroken(found)
  yield holds(`${run.race.name}.own`, own, found)
}

async function* surveyOf(run: Run, version: Version<unknown>): AsyncGenerator<Event, Survey> {
  return yield* survey(castOf(run, version), run.ground, run.options, run.stage.rng)
}

async function* shortestOf(run: Run, version: Version<unknown>, { shortest }: Survey): AsyncGenerator<Event> {
  if (shortest === undefined) return
  if (shortest === '') return yield { type: 'note', text: `${version.title} breaks without a single step.` }
  const steps = readSchedule(shortest)
  const told = await tell(
    castOf(run, version),
    run.ground,
    steps,
    `${version.title}: the shortest order that breaks`,
  )
  yield {
    type: 'note',
    text: `The shortest order that breaks it, one row a step, with the keys after it. Its schedule is ${shortest}. Run it again: ${run.typed} --replay ${shortest}`,
  }
  yield told.chart
}

async function* replayOne(run: Run, schedule: string): AsyncGenerator<Event, void, void> {
  const { race, options } = run
  const version = options.own ?? (options.safe === true ? race.safe : race.naive)
  const { chart, broken, next } = await tell(
    castOf(run, version),
    run.ground,
    readSchedule(schedule),
    version.title,
  )
  yield {
    type: 'note',
    text: `One order of the steps of ${run.clients} clients, ${schedule}, with the keys after each step.`,
  }
  yield chart
  if (broken === undefined && next.length > 0) {
    yield {
      type: 'note',
      text: `Nothing is broken so far, and the order is not at its end. Next could be: ${next.map(({ step }) => writeStep(step)).join(', ')}.`,
    }
  }
  if (version === race.naive) return
  const claim = `this order does not break ${version.title}`
  yield {
    type: 'verdict',
    id: `${race.name}.replay`,
    claim,
    holds: broken === undefined,
    ...(broken && { detail: broken.what }),
  }
}

function allBroken(found: Survey): Event {
  if (found.isWhole) return brokenTable(found)
  return { type: 'note', text: 'There are too many orders to name all that break.' }
}

function castOf({ race, clients }: Run, version: Version<unknown>): Cast {
  return { race, version, clients }
}

function breaks({ name, naive }: Race, found: Survey): VerdictEvent {
  return {
    type: 'verdict',
    id: `${name}.naive`,
    claim: `some orders break the naive version, ${naive.title}`,
    holds: found.brokenOrders > 0,
    detail: `${exploredWords(found)}: ${grouped(found.brokenOrders)} break`,
  }
}

function holds(id: string, { title }: Version<unknown>, found: Survey): VerdictEvent {
  return {
    type: 'verdict',
    id,
    claim: `no ${whichOrders(found)} breaks ${title}`,
    holds: found.brokenOrders === 0,
    detail: `${exploredWords(found)}: ${grouped(found.brokenOrders)} break`,
  }
}

function typed(pattern: string, race: Race, clients: number, { own }: RaceOptions): string {
  const flags = [clients !== race.clients && ` --clients ${clients}`, own && ` --impl ${own.title}`]
  return `redis-patterns race ${pattern} ${race.name}${flags.filter(Boolean).join('')}`
}
