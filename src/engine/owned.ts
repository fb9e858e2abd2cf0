import { connectTo } from './connect.js'
import type { Engine } from './engine.js'
import { tooOld } from './fitness.js'
import { LiveEngine, type Running } from './live.js'
import { ask } from './probe.js'
import { loopbackTarget } from './target.js'

export interface Started
  extends Pick<Running, 'kind' | 'another'>, Partial<Pick<Running, 'product' | 'version'>> {
  /** The program that runs, for messages. */
  name: string
  port: number
  stop: () => Promise<void>
}

/** Connects to a server that we started. When that fails the server ends too. */
export async function openOwned(started: Started): Promise<Engine> {
  const target = loopbackTarget(started.port)
  try {
    const pilot = await connectTo(target, 'redis-patterns')
    const { product, version, lacks } = await ask(pilot)
    const identity = { product, version, ...started }
    const problem = tooOld(identity, started.name)
    if (problem !== undefined) throw problem
    // Known of the product, and too slow to find out: each read of a rank or range sorts the whole set.
    const slow = identity.product === 'js-redis-server' ? (['large-zsets'] as const) : []
    return new LiveEngine(
      { ...identity, lacks: [...lacks, ...slow], owned: true, cluster: false, target },
      pilot,
    )
  } catch (error) {
    await started.stop()
    throw error
  }
}
