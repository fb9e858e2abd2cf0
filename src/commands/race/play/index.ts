import type { Cast } from '../../../race/cast.js'
import type { Race, RaceBook, Version } from '../../../race/define.js'
import { openGround } from '../../../race/run/index.js'
import type { Scenario } from '../../../scenario/define.js'
import { UsageError } from '../../../scenario/errors.js'
import { openEngine } from '../../../engine/index.js'
import type { Io } from '../../io.js'
import { perform } from '../../perform.js'
import { openPrompter } from '../../prompt.js'
import { openScreen } from '../../screen.js'
import { raceCommand } from '../command.js'
import type { RaceFlags } from '../index.js'
import { Game } from './game.js'
import { playGame } from './loop.js'

/** The person is the scheduler. @returns 0: whoever plays may lose. */
export async function playRace(
  book: RaceBook,
  race: Race,
  flags: RaceFlags,
  own: Version<unknown> | undefined,
  io: Io,
): Promise<number> {
  if (io.stdin.isTTY !== true || io.stdout.isTTY !== true) {
    throw new UsageError('--play needs a terminal', 'leave it out, or give --replay with a schedule')
  }
  const screen = await openScreen({ ...flags, trace: false }, io)
  const engine = await openEngine({ engine: flags.engine, url: flags.url || undefined, env: io.env })
  const command = { ...raceCommand(book, {}), next: [] }
  const scenario = scenarioOf(
    race,
    versionsOf(race, flags, own),
    flags.clients ?? race.clients,
    async () => {
      await screen.end()
    },
    io,
  )
  try {
    const shared = { seed: flags.seed, keep: false }
    for await (const event of perform(engine, { command, scenarios: [scenario], params: {}, shared }, io)) {
      if (event.type !== 'end') await screen.event(event)
    }
    return 0
  } catch (error) {
    throw await engine.explain(error)
  } finally {
    await screen.end()
    await engine.close()
  }
}

/** In the order in which they are played. */
function versionsOf(race: Race, { safe }: RaceFlags, own: Version<unknown> | undefined): Version<unknown>[] {
  if (own !== undefined) return [own]
  return safe ? [race.safe] : [race.naive, race.safe]
}

function scenarioOf(
  race: Race,
  versions: readonly Version<unknown>[],
  clients: number,
  flush: () => Promise<void>,
  io: Io,
): Scenario {
  return {
    name: race.name,
    title: race.title,
    summary: race.summary,
    uses: [],
    async *run(stage) {
      const ground = await openGround(stage)
      const prompter = openPrompter(io)
      for (const [index, version] of versions.entries()) {
        const cast: Cast = { race, version, clients }
        const goesOn = yield* playGame(new Game(cast, ground), prompter, flush, versions[index + 1])
        if (!goesOn) return
      }
    },
  }
}
