import { startEmbedded } from './embedded/index.js'
import type { Engine } from './engine.js'
import { openOwned } from './owned.js'

/** The server that needs nothing installed. */
export async function openInProcess(): Promise<Engine> {
  const { port, version, close } = await startEmbedded()
  const product = 'js-redis-server'
  return openOwned({
    kind: 'embedded',
    name: product,
    product,
    version,
    port,
    another: openInProcess,
    stop: close,
  })
}
