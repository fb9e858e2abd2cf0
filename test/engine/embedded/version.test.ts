import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { VERSION } from '../../../src/engine/embedded/version.js'

it('The version is the one of the installed package', () => {
  const folder = new URL('..', import.meta.resolve('js-redis-server'))
  const manifest: unknown = JSON.parse(readFileSync(fileURLToPath(new URL('package.json', folder)), 'utf8'))
  expect(manifest).toMatchObject({ name: 'js-redis-server', version: VERSION })
})
