import type { Engine } from '../../src/engine/engine.js'
import { type Exploration, explore, type ExploreOptions } from '../../src/race/explore.js'
import { Ground } from '../../src/race/ground.js'
import { openSandbox } from '../../src/race/sandbox/index.js'
import type { Cast } from '../../src/race/cast.js'
import { loadScripts } from '../../src/scenario/scripts.js'

/** Works with a ground on an engine of our own. */
export async function onGround<T>(engine: Engine, work: (ground: Ground) => Promise<T>): Promise<T> {
  const close = openSandbox()
  try {
    const ground = await Ground.open({
      prefix: 'rp:race:',
      isOurs: true,
      connect: (name) => engine.connect(name),
    })
    await loadScripts(ground.janitor)
    return await work(ground)
  } finally {
    close()
  }
}

export function exploreOn(engine: Engine, cast: Cast, options?: ExploreOptions): Promise<Exploration> {
  return onGround(engine, (ground) => explore(cast, ground, options))
}
