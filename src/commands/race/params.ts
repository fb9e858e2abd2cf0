import { flag, optionalInt, type ParamValues, text } from '../../scenario/params.js'
import { sharedParams } from '../options.js'

/** The flags of `race`. */
export const raceParams = {
  clients: optionalInt({
    min: 2,
    max: 6,
    help: 'how many clients run the program, instead of the number of the race',
  }),
  bound: optionalInt({
    min: 0,
    max: 50,
    help: 'only orders in which clients that could go on have to wait so many times at most',
  }),
  random: optionalInt({ min: 1, max: 1_000_000, help: 'only so many orders, chosen by chance (see --seed)' }),
  all: flag({ help: 'name every order that breaks, not only the shortest' }),
  replay: text({ placeholder: 'schedule', help: 'only this order, such as 1212' }),
  safe: flag({ help: 'replay or play on the safe version' }),
  play: flag({ help: 'be the scheduler: choose who goes next' }),
  impl: text({ placeholder: 'file', help: 'race your own implementation, a .ts or .js file' }),
  template: flag({ help: 'print a file to begin with, for --impl' }),
}

export type RaceParams = ParamValues<typeof raceParams>

const { url, engine, seed, json, plain, markdown, width, verbose } = sharedParams

/** What it shares with the commands of patterns. Its keys are cleared after each order, and its commands are in the picture. */
export const sharedRaceParams = { url, engine, seed, json, plain, markdown, width, verbose }
