import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'embedded-bundle-'))
afterAll(() => rmSync(folder, { recursive: true }))

beforeAll(async () => {
  const input = fileURLToPath(new URL('../../../src/engine/embedded/index.ts', import.meta.url))
  const bundle = await rolldown({ input, platform: 'node', moduleTypes: { '.lua': 'text' } })
  await bundle.write({ file: join(folder, 'chunk.mjs'), format: 'esm', codeSplitting: false, minify: true })
})

/** Starts the bundled server in a process of its own and sends it one line. */
async function askBundle(line: string): Promise<string> {
  const program = `
    const { startEmbedded } = await import('./chunk.mjs')
    const server = await startEmbedded()
    const client = (await import('node:net')).connect(server.port, '127.0.0.1')
    client.write(${JSON.stringify(`${line}\r\n`)})
    client.once('data', async (reply) => {
      console.log(String(reply).trim())
      await server.close()
    })`
  const node = promisify(execFile)
  const { stdout } = await node(process.execPath, ['--input-type=module', '--eval', program], { cwd: folder })
  return stdout.trim()
}

it('The bundle needs no other file until the first script', async () => {
  expect(await askBundle('PING')).toBe('+PONG')
})

it('The bundle runs scripts when the two files of Lua lie beside it', async () => {
  const lua = dirname(createRequire(import.meta.url).resolve('lua-redis-wasm'))
  for (const file of ['redis_lua.mjs', 'redis_lua.wasm']) copyFileSync(join(lua, file), join(folder, file))
  expect(await askBundle('EVAL "return 6*7" 0')).toBe(':42')
})
