import { flag, type ParamValues } from '../../scenario/params.js'
import { sharedParams } from '../options.js'

const { url, engine, seed, json, plain, width, keep, verbose } = sharedParams

/** The flags of `play`. */
export const playParams = {
  yes: flag({ help: 'send dangerous commands to a server of your own without asking' }),
  keep: { ...keep, help: 'leave on your server what .seed put there' },
  url,
  engine,
  seed: { ...seed, help: 'names the keys of .seed on a server of your own' },
  json: { ...json, help: 'one line of JSON for each reply' },
  plain,
  width,
  verbose,
}

export type PlayOptions = ParamValues<typeof playParams> & { color: boolean }
