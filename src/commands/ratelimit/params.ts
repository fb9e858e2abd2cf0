import type { Scenario, Stage } from '../../scenario/define.js'
import { choice, duration, int, type ParamValues, path } from '../../scenario/params.js'
import { ALGORITHM_NAMES } from './algorithm-names.js'

/** The knobs of `redis-patterns ratelimit`: the only definition of its flags. */
export const ratelimitParams = {
  limit: int({ default: 100, min: 1, max: 10_000, help: 'requests that one client may send in a window' }),
  window: duration({ default: 60_000, min: 1000, max: 86_400_000, help: 'the length of the window' }),
  clients: int({ default: 500, min: 2, max: 5000, help: 'callers that ask at the same moment' }),
  requests: int({ default: 250, min: 1, max: 5000, help: 'requests of the pattern, in two windows' }),
  burst: int({ default: 50, min: 1, max: 5000, help: 'requests that come at once, with --pattern burst' }),
  pattern: choice({
    default: 'burst',
    choices: ['burst', 'steady', 'file'],
    help: 'how the requests come; file: at the times in --file',
  }),
  file: path({
    help: 'times of requests, one a line: seconds (12.5), 1m30s, an ISO date, or seconds or ms since 1970',
  }),
  log: path({ help: "replay a web server's access log, also gzipped" }),
  algorithm: choice({
    default: 'sliding-log',
    choices: ALGORITHM_NAMES,
    help: 'the limiter that replays the log',
  }),
  top: int({ default: 10, min: 1, max: 1000, help: 'how many clients of the log to show' }),
}

export type RatelimitParams = typeof ratelimitParams
export type RatelimitScenario = Scenario<RatelimitParams>
export type RatelimitStage = Stage<ParamValues<RatelimitParams>>
