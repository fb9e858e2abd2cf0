import type { Scenario, Stage } from '../../scenario/define.js'
import { duration, int, type ParamValues } from '../../scenario/params.js'

const MINUTE = 60_000
const DAY = 86_400_000

/** The knobs of `redis-patterns session`: the only definition of its flags. */
export const sessionParams = {
  ttl: duration({
    default: 30 * MINUTE,
    min: MINUTE,
    max: 30 * DAY,
    help: 'how long a session lives without a request',
  }),
  servers: int({ default: 3, min: 2, max: 10, help: 'app servers behind the load balancer' }),
  clients: int({ default: 4, min: 2, max: 100, help: 'requests that change one session at the same time' }),
  sessions: int({ default: 50, min: 1, max: 500, help: 'sessions that end while a request still runs' }),
  devices: int({ default: 5, min: 2, max: 50, help: 'devices on which one user signs in' }),
}

export type SessionParams = typeof sessionParams
export type SessionScenario = Scenario<SessionParams>
export type SessionStage = Stage<ParamValues<SessionParams>>
