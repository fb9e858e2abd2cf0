import { createServer } from 'node:net'

/** A loopback port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server, 0)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A cluster node also listens on its port + 10000. */
export async function freeClusterPort(): Promise<number> {
  const port = await freePort()
  return port < 55_536 && (await isFree(port + 10_000)) ? port : freeClusterPort()
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return listen(server, port).then(
    () => new Promise((resolve) => server.close(() => resolve(true))),
    () => false,
  )
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
}
