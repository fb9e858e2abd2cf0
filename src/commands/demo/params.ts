import { flag, type ParamValues, text } from '../../scenario/params.js'
import { sharedParams } from '../options.js'

const { url, engine, seed, step, speed, plain, trace, width, verbose } = sharedParams

/** The flags of `demo`. */
export const demoParams = {
  step: { ...step, help: 'wait for a key after each slide (on a terminal: unless there is --pace)' },
  pace: { ...speed, help: 'go on after the time that reading takes: 1 is slow, 2 twice as fast', default: 0 },
  loop: flag({ help: 'begin again after the last slide' }),
  record: text({ placeholder: 'file', help: 'keep the events in this file' }),
  replay: text({ placeholder: 'file', help: 'play what was recorded, without a Redis; - is standard input' }),
  url,
  engine,
  seed,
  plain,
  trace: { ...trace, default: 4 },
  width,
  verbose,
}

export type DemoOptions = Omit<ParamValues<typeof demoParams>, 'trace'> & {
  trace: number | 'all' | false
  color: boolean
}
