import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { get as httpGet, type Agent, type IncomingMessage } from 'node:http'
import { get as httpsGet } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { EngineError } from '../engine.js'

const STALLED_MS = 30_000

export interface Download {
  url: URL
  file: string
  sha256: string
  agent: Agent | undefined
  signal: AbortSignal | undefined
  onBytes: (bytes: number, total: number | undefined) => void
}

/** Downloads to a file and checks what came. The server's certificate counts, too. */
export async function download(job: Download): Promise<void> {
  const response = await request(job).catch((error: Error) => Promise.reject(unreachable(job, error)))
  if (response.statusCode !== 200) {
    response.destroy()
    throw refused(job.url, response.statusCode)
  }
  const found = await save(response, job).catch((error: Error) => Promise.reject(unreachable(job, error)))
  if (found !== job.sha256) throw tampered(job, found)
}

function request({ url, agent, signal }: Download): Promise<IncomingMessage> {
  const get = url.protocol === 'http:' ? httpGet : httpsGet
  return new Promise((resolve, reject) => {
    const options = { ...(signal && { signal }), ...(agent && !isLoopback(url) && { agent }) }
    const sent = get(url, options, resolve).on('error', reject)
    sent.setTimeout(STALLED_MS, () => sent.destroy(new Error('the server stopped sending')))
  })
}

/** Resolves to the SHA-256 of what was saved. */
async function save(response: IncomingMessage, { file, signal, onBytes }: Download): Promise<string> {
  const length = Number(response.headers['content-length'])
  const hash = createHash('sha256')
  let bytes = 0
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      onBytes((bytes += chunk.length), length || undefined)
      yield chunk
    }
  }
  await pipeline(response, measured, createWriteStream(file), { ...(signal && { signal }) })
  return hash.digest('hex')
}

/** A mirror on this machine needs no proxy. */
function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}

function unreachable({ url, signal }: Download, cause: Error): Error {
  if (signal?.aborted) return cause
  const hint = 'check the network and its proxy (https_proxy), or give another --mirror'
  return new EngineError(`cannot download ${url.href}: ${cause.message}`, hint, { cause })
}

function refused(url: URL, status: number | undefined): EngineError {
  const what = status === 404 ? 'is not there (404)' : `cannot be downloaded (status ${status})`
  return new EngineError(`${url.href} ${what}`, 'check the version, or give another --mirror')
}

function tampered({ url, sha256 }: Download, found: string): EngineError {
  return new EngineError(
    `${url.href} is not the archive that the Redis project published: its SHA-256 is ${found}, not ${sha256}`,
    'run it again; if that does not help, do not trust this mirror',
  )
}
