import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An archive like that of Redis, in which `make redis-server` runs these lines of shell in `src`. */
export function sourceArchive(version: string, recipe: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'redis-patterns-source-'))
  const source = join(folder, `redis-${version}`, 'src')
  mkdirSync(source, { recursive: true })
  writeFileSync(join(source, 'Makefile'), `redis-server:\n${recipe.map((line) => `\t${line}\n`).join('')}`)
  const archive = execFileSync('tar', ['-cz', '-C', folder, `redis-${version}`])
  rmSync(folder, { recursive: true })
  return archive
}

/** A recipe for a program that says it is this version, and is the genuine server in all else. */
export function disguise(version: string, genuine: string): string[] {
  const saying = `[ "$$1" = --version ] && exec echo "Redis server v=${version} sha=00000000:0"`
  return [
    '@echo "cc -c -o server.o server.c"',
    `@printf '%s\\n' '#!/bin/sh' '${saying}' 'exec ${genuine} "$$@"' > $@`,
    '@chmod +x $@',
  ]
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export interface Mirror {
  url: string
  /** The paths that were asked for. */
  asked: string[]
  close(): void
}

/** A download server on loopback. */
export async function startMirror(answer: RequestListener): Promise<Mirror> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close }
}
