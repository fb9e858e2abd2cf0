import { choice, flag, type ParamValues, text } from '../../scenario/params.js'
import { sharedParams } from '../options.js'

const { json, plain, width, verbose } = sharedParams

/** The flags of `learn`. A lesson empties its Redis before each exercise, so it takes none that it did not start. */
export const learnParams = {
  from: text({ placeholder: 'folder', help: 'your own lessons, instead of ours' }),
  answers: text({
    placeholder: 'file',
    help: 'what to answer, one line each, without a terminal; - is standard input',
  }),
  files: text({ placeholder: 'folder', help: 'where the files are written that you edit in a lesson' }),
  engine: choice({
    default: 'auto',
    choices: ['auto', 'server', 'embedded'],
    help: 'where a Redis comes from',
  }),
  yes: flag({ help: 'do not ask before something is forgotten' }),
  json,
  plain,
  width,
  verbose,
}

export type LearnFlags = ParamValues<typeof learnParams> & { color: boolean }
