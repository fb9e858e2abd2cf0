import { FixedWindow, Gcra } from '../../patterns/ratelimit/index.js'
import { takeCombinedScript } from '../../patterns/ratelimit/script.js'
import { RUN_STARTS_AT } from '../../scenario/clock.js'
import { clusterScenario } from '../../scenario/cluster.js'

export const cluster = clusterScenario((redis, prefix) => {
  const second = new Gcra(redis, { prefix, name: 'second', limit: 2, windowMs: 1_000 })
  const day = new FixedWindow(redis, { prefix, name: 'day', limit: 1_000, windowMs: 86_400_000 })
  const limits = [second, day].flatMap(({ counting }) => counting.limits)
  const settings = limits.flatMap(({ algorithm, settings: [limit, a, b = 0] }) => [algorithm, limit, a, b])
  return {
    what: 'two limits of one caller, so many a second and so many a day, which one script decides',
    keys: limits.map((limit) => limit.key('ada')),
    run: (client, states) =>
      takeCombinedScript.run(
        client,
        { states: [...states] },
        { now: RUN_STARTS_AT, mode: '', cost: 1, settings },
      ),
  }
})
