import { createServer } from 'node:net'
import { freePort } from '../../src/engine/free-port.js'

export { freePort }

/** A cluster node also listens on its port + 10000. */
export async function freeClusterPort(): Promise<number> {
  const port = await freePort()
  return port < 55_536 && (await isFree(port + 10_000)) ? port : freeClusterPort()
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
