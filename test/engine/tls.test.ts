import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineError } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import { type Bundled, bundled } from '../support/bundled.js'
import { startPeer } from '../support/peers.js'
import { freePort } from '../support/ports.js'
import { type RealServer, redisServerPath, startRealServer } from '../support/servers.js'

const failure = (url: string) =>
  openEngine({ engine: 'auto', url, env: {} }).then(
    () => Promise.reject(new Error('it opened')),
    (error: EngineError) => error,
  )

describe.skipIf(redisServerPath() === undefined || !hasOpenSsl())('a server that speaks TLS', () => {
  let folder: string
  let server: RealServer
  let secure: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis-patterns-tls-'))
    const [certificate, key] = selfSigned(folder)
    const port = await freePort()
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate]
    server = await startRealServer(['--tls-port', `${port}`, '--tls-auth-clients', 'no', ...files])
    secure = `127.0.0.1:${port}`
  })
  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  it('is not trusted when nobody known has signed its certificate', async () => {
    const error = await failure(`rediss://${secure}`)
    expect(error.message).toBe(`the certificate of rediss://${secure} is not trusted`)
    expect(error.hint).toContain('NODE_EXTRA_CA_CERTS')
  })

  it('is used when its certificate is trusted', async () => {
    const visit: Bundled = await bundled('test/engine/fixtures/visit.ts')
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'certificate.pem') }
    const said = execFileSync(process.execPath, [visit.program, `rediss://${secure}`], {
      env,
      encoding: 'utf8',
    })
    expect(said).toBe(`PONG rediss://${secure}\n`)
    await visit.remove()
  })

  it('is suggested when a plain connection gets no answer', async () => {
    expect((await failure(`redis://${secure}`)).hint).toContain('rediss://')
  })

  it('is not expected of one that stays silent', async () => {
    const error = await failure(server.url.replace('redis:', 'rediss:'))
    expect(error.message).toMatch(/^no answer from rediss:/)
    expect(error.hint).toMatch(/^if it does not speak TLS, use redis:/)
  })

  it('is not expected of one that answers in plain text', async () => {
    const peer = await startPeer((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const url = peer.url.replace('redis:', 'rediss:')
    expect((await failure(url)).message).toBe(`${url} does not speak TLS`)
    await peer.close()
  })
})

function selfSigned(folder: string): [certificate: string, key: string] {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-out', certificate, '-keyout', key]
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, ...files],
    {
      stdio: 'ignore',
    },
  )
  return [certificate, key]
}

function hasOpenSsl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
