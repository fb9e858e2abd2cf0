import type { Io } from '../io.js'
import type { PlayOptions } from './params.js'
import type { Playground } from './playground.js'

/** Whatever happened, also Ctrl-C, a server of the person's own is left as it was. */
export async function leave(ground: Playground, { keep }: PlayOptions, io: Io): Promise<void> {
  const { engine } = ground.options
  await Promise.race([ground.close({ keep }), engine.lost])
  if (keep && ground.seeds.prefix)
    io.stderr.write(`kept the keys on ${engine.address}; every one starts with ${ground.seeds.prefix}\n`)
}

/** A command that runs or waits must not hold up Ctrl-C. */
export function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  return Promise.race([work, stopped])
}
