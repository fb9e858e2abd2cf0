import { afterEach, expect, test } from 'vitest'
import cache from '../../../src/commands/cache/index.js'
import type { Scenario, Stage } from '../../../src/scenario/define.js'
import { defaults } from '../../../src/scenario/params.js'
import { openStage } from '../../../src/scenario/stage.js'
import { onEachEngine } from '../../support/engines.js'

const MOST_WAITS = 8

/** Promises that nobody listens to. Without a listener of our own, the test runner would only see them at the end. */
const unheard: unknown[] = []
const note = (reason: unknown) => void unheard.push(reason)
afterEach(() => {
  process.off('unhandledRejection', note)
  unheard.length = 0
})

onEachEngine((engine) => {
  test.each(cache.scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s can be stopped in the middle of any wait, and no error is left that nobody hears of',
    async (_, scenario) => {
      process.on('unhandledRejection', note)
      for (let wait = 1; wait <= MOST_WAITS; wait++) if (!(await stopIn(scenario, wait))) break
      expect(unheard).toEqual([])
    },
  )

  /** Stops a run while it waits for virtual time to pass, for the nth time. False when it does not wait so often. */
  async function stopIn(scenario: Scenario, wait: number): Promise<boolean> {
    const params = { ...defaults(cache.params), callers: 40, rounds: 3 }
    const signal = new AbortController().signal
    const open = () => expect.unreachable()
    const opened = await openStage({ engine: engine(), pattern: 'cache', seed: 1, params, signal, open })
    await opened.loadScripts()
    const stage = opened.newScene()
    const stopped = new Promise<boolean>((resolve) => {
      let waits = 0
      const advance: Stage['clock']['advance'] = (ms) => {
        if (++waits < wait) return stage.clock.advance(ms)
        resolve(true)
        return new Promise(() => {})
      }
      void play(scenario, { ...stage, clock: { now: stage.clock.now, advance } }).then(
        () => resolve(false),
        () => {}, // It was stopped.
      )
    })
    const wasStopped = await stopped
    await opened.close()
    await new Promise((resolve) => setImmediate(resolve))
    await opened.sweep()
    return wasStopped
  }

  async function play(scenario: Scenario, stage: Stage): Promise<void> {
    for await (const _ of scenario.run(stage));
  }
})
