import { defineScript, type NamedScript } from '../_kit/script.js'
import clock from './clock.lua'
import fixedWindow from './fixed-window.lua'
import gcra from './gcra.lua'
import slidingWindowCounter from './sliding-window-counter.lua'
import slidingWindowLog from './sliding-window-log.lua'
import takeCombined from './take-combined.lua'
import takeFixedWindow from './take-fixed-window.lua'
import takeGcra from './take-gcra.lua'
import takeSlidingWindowCounter from './take-sliding-window-counter.lua'
import takeSlidingWindowLog from './take-sliding-window-log.lua'
import takeTokenBucket from './take-token-bucket.lua'
import tokenBucket from './token-bucket.lua'

/** As the script of several limits knows them. */
export type Algorithm = keyof typeof SOURCES

/** Of each limit: what is left, ms until the cost fits or -1, ms until all is there again. Numbers, or their text. */
export type Reply = readonly unknown[]

type Args = readonly ['now', 'mode', 'cost', '...settings']

/** Takes from one limit. */
export type TakeScript = NamedScript<readonly ['state'], Args, Reply>

const SOURCES = {
  'fixed-window': [fixedWindow, takeFixedWindow],
  'sliding-window-counter': [slidingWindowCounter, takeSlidingWindowCounter],
  'sliding-window-log': [slidingWindowLog, takeSlidingWindowLog],
  'token-bucket': [tokenBucket, takeTokenBucket],
  gcra: [gcra, takeGcra],
} as const

const args: Args = ['now', 'mode', 'cost', '...settings']
const reply = (raw: unknown) => raw as Reply

/** Each algorithm has a script of its own, for it is on the hot path. */
export const takeScripts = Object.fromEntries(
  Object.entries(SOURCES).map(([algorithm, [part, take]]) => {
    const source = [clock, part, take].join('\n')
    return [algorithm, defineScript({ name: `take-${algorithm}.lua`, source, keys: ['state'], args, reply })]
  }),
) as Record<Algorithm, TakeScript>

const parts = Object.values(SOURCES).map(([part]) => part)

export const takeCombinedScript = defineScript({
  name: 'take-combined.lua',
  source: [clock, ...parts, takeCombined].join('\n'),
  keys: ['...states'],
  args,
  reply,
})
