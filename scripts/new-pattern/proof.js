/**
 * The figures of a new pattern: what a crash leaves, and what goes over the wire.
 *
 * @param {string} name
 * @param {string} type
 */
export function proof(name, type) {
  return `import { expect, it } from 'vitest'
import { ${type} } from '../../../src/patterns/${name}/index.js'
import { Naive${type} } from '../../../src/patterns/${name}/naive.js'
import { crashAfter } from '../../../src/scenario/crash.js'
import { figure } from '../../support/figures.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'

const pattern = '${name}'

onAnyServer('a value whose writer dies after its first command', (redis) => {
  it('lives for ever with the naive version, and expires with the safe one', async (context) => {
    const [naive, safe] = [await expiresAfterCrash(Naive${type}), await expiresAfterCrash(${type})]
    figure(context, { pattern, what: 'expires after a crash', naive, safe, goal: 'yes' })
    expect({ naive, safe }).toEqual({ naive: 'no', safe: 'yes' })
  })

  async function expiresAfterCrash(Kind: typeof Naive${type} | typeof ${type}): Promise<'yes' | 'no'> {
    const client = redis().duplicate()
    await client.ping() // Connected, so that only its own commands count.
    const kept = new Kind(client, { name: freshName(), ttlMs: 60_000 })
    await crashAfter(1, client, () => kept.put('hello'))
    client.disconnect()
    return (await redis().pttl(kept.key)) > 0 ? 'yes' : 'no'
  }
})

onRealServer('what it sends', (redis) => {
  const kept = () => new ${type}(redis(), { name: 'wire', ttlMs: 60_000 })

  it.for<[what: string, act: () => Promise<unknown>]>([
    ['put', () => kept().put('hello')],
    ['get', () => kept().get()],
  ])('is one command to %s', async ([what, act], context) => {
    const safe = total(await wireCommands(redis(), act))
    figure(context, { pattern, what: \`wire commands: \${what}\`, safe, goal: 1 })
    expect(safe).toBe(1)
  })
})
`
}

/**
 * What its operations cost against the same written by hand.
 *
 * @param {string} name
 * @param {string} type
 */
export function bench(name, type) {
  return `import { ${type} } from 'redis-patterns/${name}'

/** @param {import('../harness/bench.js').Bench} bench */
export default async function ${name}(bench) {
  const { redis } = bench
  const kept = new ${type}(redis, { name: 'bench', ttlMs: 60_000 })
  await bench.operation({
    name: 'put',
    floor: () => redis.set('floor', 'hello', 'PX', 60_000),
    ours: () => kept.put('hello'),
  })
  await bench.operation({ name: 'get', floor: () => redis.get('floor'), ours: () => kept.get() })
}
`
}
