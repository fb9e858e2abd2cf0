import { type ColorLevel, MIN_WIDTH } from './options.js'

export type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_WIDTH = 80
/** Terminals on Windows that show more than the old code page. */
const UNICODE_ON_WINDOWS = ['WT_SESSION', 'TERM_PROGRAM', 'ConEmuTask', 'TERMINAL_EMULATOR']

/** The first that says something decides: flag, FORCE_COLOR, NO_COLOR, TERM=dumb, whether it is a terminal. */
export function decideColor(asked: {
  flag: boolean | undefined
  env: Environment
  isTTY: boolean
}): ColorLevel {
  const { flag, env, isTTY } = asked
  if (flag !== undefined) return flag ? richest(env) : 0
  if (env.FORCE_COLOR !== undefined) return forcedLevel(env.FORCE_COLOR, env)
  if (env.NO_COLOR) return 0
  if (env.TERM === 'dumb') return 0
  return isTTY ? richest(env) : 0
}

/** May characters outside ASCII decorate? A locale that is set and is not UTF-8 says no. */
export function decideUnicode(env: Environment, platform: string): boolean {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false
  if (platform === 'win32') return UNICODE_ON_WINDOWS.some((name) => Boolean(env[name]))
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  return !locale || /utf-?8/i.test(locale)
}

/** Flag, then what the stream says, then COLUMNS, then 80. */
export function decideWidth(asked: {
  flag: number | undefined
  columns: number | undefined
  env: Environment
}): number {
  const given = [asked.flag, asked.columns, Number(asked.env.COLUMNS)]
  // Some pseudo-terminals say that they have 0 columns.
  const width = given.find((columns) => Number.isInteger(columns) && Number(columns) > 0)
  return Math.max(width ?? DEFAULT_WIDTH, MIN_WIDTH)
}

/** FORCE_COLOR is a level, or a yes or no. */
function forcedLevel(force: string, env: Environment): ColorLevel {
  if (force === '0' || force === 'false') return 0
  if (force === '1' || force === '2' || force === '3') return Number(force) as ColorLevel
  return richest(env)
}

function richest(env: Environment): ColorLevel {
  if (/truecolor|24bit/i.test(env.COLORTERM ?? '')) return 3
  return /256/.test(env.TERM ?? '') ? 2 : 1
}
