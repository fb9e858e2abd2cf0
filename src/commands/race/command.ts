import type { Race, RaceBook } from '../../race/define.js'
import { runRace } from '../../race/run/index.js'
import type { RaceOptions } from '../../race/run/options.js'
import type { Command, Scenario } from '../../scenario/define.js'

/** The races of a pattern, as a command whose scenarios they are. */
export function raceCommand(book: RaceBook, options: RaceOptions): Command {
  const { pattern, races } = book
  const [first] = races
  const line = `redis-patterns race ${pattern}`
  return {
    name: `race-${pattern}`,
    summary: `the races of ${pattern}`,
    reference: { structure: '', useCase: '', reachFor: '', beware: '' },
    params: {},
    scenarios: races.map((race) => scenarioOf(race, book, options)),
    highlights: [],
    examples: [],
    next: [
      { command: `${line} ${first?.name} --play`, why: 'be the scheduler yourself' },
      { command: `${line} --template > my-${pattern}.ts`, why: 'write one of your own' },
      { command: `${line} --impl ./my-${pattern}.ts`, why: 'and race it' },
    ],
  }
}

function scenarioOf(race: Race, book: RaceBook, options: RaceOptions): Scenario {
  const { name, title, summary } = race
  return { name, title, summary, uses: [], run: (stage) => runRace(race, book, options, stage) }
}
