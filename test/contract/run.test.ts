import { Command } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { registry } from '../../src/commands/index.js'
import type { WireEvent } from '../../src/scenario/event.js'
import { eventsOf, runCli } from '../support/cli.js'
import { onEachEngine } from '../support/engines.js'

const SEEDS = [0, 7, 1234]

onEachEngine((engine) => {
  describe.each(registry.map((entry) => entry.name))('a run of %s', (name) => {
    const play = (...flags: string[]) => runCli([name, '--json', '--url', engine().address, ...flags])

    test('is the same, byte for byte, with the same seed', async () => {
      const [first, again] = [await play('--seed', '7'), await play('--seed', '7')]
      expect(first.stdout).toBe(again.stdout)
      expect(first.stdout).not.toBe('')
    })

    test.each(SEEDS)('holds every verdict with seed %i', async (seed) => {
      const { code, stdout, stderr } = await play('--seed', String(seed))
      const failed = eventsOf(stdout).filter((event) => event.type === 'verdict' && !event.holds)
      expect([code, failed, stderr]).toEqual([0, [], ''])
    })

    test('gives every verdict an id of its own', async () => {
      const ids = eventsOf((await play()).stdout).flatMap((event) =>
        event.type === 'verdict' ? [event.id] : [],
      )
      expect(ids.length).toBeGreaterThan(0)
      expect(new Set(ids).size).toBe(ids.length)
    })

    test('touches only keys and channels under its own prefix, and leaves none', async () => {
      const redis = await engine().connect('neighbour')
      await redis.set('theirs', 'untouched')
      const { stdout } = await play()
      const names = eventsOf(stdout)
        .filter((event): event is WireEvent => event.type === 'wire')
        .flatMap((event) => namesOf(event))
      expect(names.length).toBeGreaterThan(0)
      expect(names.filter((one) => !one.startsWith(`rp:${name}:1:`))).toEqual([])
      expect(await redis.keys('*')).toEqual(['theirs'])
      expect(await redis.get('theirs')).toBe('untouched')
      await redis.del('theirs')
    })

    test('keeps its keys when asked to, and says where', async () => {
      const redis = await engine().connect('keeper')
      const { stderr } = await play('--keep')
      expect(stderr).toContain(`rp:${name}:1:`)
      const kept = await redis.keys('*')
      expect(kept.length).toBeGreaterThan(0)
      expect(kept.every((key) => key.startsWith(`rp:${name}:1:`))).toBe(true)
      await redis.del(...kept)
    })
  })
})

/** What a command may touch: its keys as the server counts them, or its channels. */
function namesOf({ command }: WireEvent): string[] {
  const [name = '', ...args] = command
  if (/^S?PUBLISH$/.test(name)) return args.slice(0, 1)
  if (/^[PS]?(UN)?SUBSCRIBE$/.test(name)) return args
  return new Command(name, args).getKeys().map(String)
}
