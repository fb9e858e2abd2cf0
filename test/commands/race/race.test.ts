import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openInProcessCluster } from '../../../src/engine/in-process-cluster.js'
import { registry } from '../../../src/commands/index.js'
import { textWidth } from '../../../src/render/text/width.js'
import type { Event } from '../../../src/scenario/event.js'
import { eventsOf, runCli } from '../../support/cli.js'
import { runProgram } from '../../support/program.js'

const folder = mkdtempSync(join(tmpdir(), 'race-'))
afterAll(() => rmSync(folder, { recursive: true }))

type OfType<T extends Event['type']> = Extract<Event, { type: T }>

async function events(...args: string[]) {
  const { code, stdout, stderr } = await runCli(['race', 'lock', ...args, '--json'])
  const all = stdout === '' ? [] : eventsOf(stdout)
  const of = <T extends Event['type']>(type: T) =>
    all.filter((event): event is OfType<T> => event.type === type)
  return { code, stderr, stdout, of }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('race', () => {
  it('shows both versions over every order, the shortest that breaks, and what was claimed', async () => {
    const { code, of } = await events('get-then-set')
    expect(code).toBe(0)
    expect(
      of('table')[0]?.rows.map(([label, naive, safe]) => [label, valueOf(naive), valueOf(safe)]),
    ).toEqual([
      ['orders', '46', '6'],
      ['that break', '24', '0'],
      ['fewest steps to break it', 4, '-'],
      ['runs that it took', expect.any(String), expect.any(String)],
    ])
    const [chart] = of('chart')
    expect(chart).toMatchObject({ kind: 'sequence', clients: ['client-1', 'client-2'] })
    const rows = chart?.kind === 'sequence' ? chart.rows : []
    expect(rows.map(({ step, broken }) => [step, broken])).toEqual([
      ['1', undefined],
      ['2', undefined],
      ['1', undefined],
      ['2', 'client-1 and client-2 hold the lock at the same time'],
    ])
    expect(of('verdict').map(({ id, holds, detail }) => [id, holds, detail])).toEqual([
      ['get-then-set.naive', true, 'explored 46 of 46 orders: 24 break'],
      ['get-then-set.safe', true, 'explored 6 of 6 orders: 0 break'],
    ])
  })

  it('says the same when it is run again', async () => {
    const [first, again] = await Promise.all([events('crash', '--seed', '3'), events('crash', '--seed', '3')])
    expect(first.stdout.split('\n').filter((line) => !line.includes('"progress"'))).toEqual(
      again.stdout.split('\n').filter((line) => !line.includes('"progress"')),
    )
  })

  it('names every order that breaks with --all', async () => {
    const { of } = await events('get-then-set', '--all')
    const rows = of('table').find(({ id }) => id === 'broken')?.rows ?? []
    expect(rows).toHaveLength(24)
    for (const [schedule] of rows) {
      const replayed = await events('get-then-set', '--replay', schedule as string)
      expect(JSON.stringify(replayed.of('chart'))).toContain('hold the lock at the same time')
    }
  })

  it('counts with more clients, and with a bound', async () => {
    const more = await events('get-then-set', '--clients', '3')
    expect(more.of('verdict')[0]?.detail).toBe('explored 11,844 of 11,844 orders: 10,224 break')
    const bounded = await events('get-then-set', '--bound', '0')
    expect(bounded.of('verdict').map(({ detail }) => detail)).toEqual([
      'explored 2 of 2 orders within the bound: 0 break',
    ])
    expect(bounded.of('verdict')[0]?.claim).toBe('no order within the bound breaks Lock of redis-patterns')
    expect(bounded.of('note')[0]?.text).toContain('have to wait 0 times at most')
  })

  it('runs some orders by chance, and says of about how many', async () => {
    const { of } = await events('get-then-set', '--random', '30', '--seed', '5')
    expect(of('verdict')[0]?.detail).toMatch(/^explored 30 of about [\d,]+ orders: 0 break$/)
    expect(of('table')[0]?.rows[1]).toEqual(['of these explored', '30', '30'])
    expect(of('table')[0]?.title).toContain('chosen by chance')
    expect(of('verdict')[0]?.claim).toBe('no order that was run breaks Lock of redis-patterns')
  })

  it('runs one order of the safe version, too, and says what could follow', async () => {
    const { code, of } = await events('get-then-set', '--replay', '1', '--safe')
    expect(code).toBe(0)
    expect(of('note').at(-1)?.text).toMatch(/Next could be: 1, 2\.$/)
  })

  it.each([60, 80, 120])('fits into %i columns', async (width) => {
    const { stdout } = await runCli(['race', 'lock', '--width', String(width)])
    expect(Math.max(...stdout.split('\n').map(textWidth))).toBeLessThanOrEqual(width)
  })

  it('needs one server: a cluster is refused', async () => {
    const cluster = await openInProcessCluster()
    const { code, stderr } = await runCli(['race', 'lock', 'crash', '--url', cluster.address])
    await cluster.close()
    expect([code, stderr.split('\n')[0]]).toEqual([4, expect.stringContaining('this is a cluster')])
  })

  it('lists all races without a pattern', async () => {
    const { code, stdout } = await runCli(['race'])
    expect(code).toBe(0)
    for (const { name } of registry) expect(stdout).toContain(name)
  })

  it.each([
    [['lok'], "unknown pattern 'lok'", 'did you mean lock?'],
    [['lock', 'crsh'], 'lock has no race "crsh"', 'did you mean crash?'],
    [['lock', '--replay', '12'], '--replay runs one race', 'name it'],
    [['lock', 'crash', '--replay', '1z'], '"z" at place 2', 'a step is'],
    [['lock', 'crash', '--replay', '1x'], 'step 1x is not possible at the start', 'choose from 1, 2'],
    [['lock', 'late-release', '--clients', '5'], 'at most 3 clients', 'give --clients 3'],
    [['lock', '--clients', '1'], '--clients does not accept "1"', '2 to 6'],
    [['lock', '--safe'], '--safe does nothing here', '--replay or --play'],
    [['lock', '--random', '5', '--all'], '--all needs all orders', 'leave one'],
    [['lock', '--random', '5', '--bound', '1'], '--bound needs all orders', 'leave one'],
    [['lock', 'crash', '--replay', '1', '--all'], '--all does nothing with --replay', 'leave one'],
    [['lock', 'crash', '--replay', '1', '--play'], '--replay and --play cannot', 'choose one'],
    [['lock', 'crash', '--play'], '--play needs a terminal', '--replay'],
    [['--template'], 'of which pattern?', 'name it'],
  ])('refuses %j with what is wrong and what to do', async (args, what, hint) => {
    const { code, stderr } = await runCli(['race', ...args])
    expect(code).toBe(2)
    const [error, tries] = stderr.trim().split('\n')
    expect(error).toContain(what)
    expect(tries).toContain(hint)
    expect(stderr.trim().split('\n')).toHaveLength(2)
  })
})

const SAFE = `
export default (redis, { prefix, ttlMs, ids }) => {
  const key = \`\${prefix}mine\`
  const release = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"
  return {
    async acquire() {
      const token = ids()
      return (await redis.set(key, token, 'PX', ttlMs, 'NX')) === 'OK' ? { token } : null
    },
    release: ({ token }) => redis.eval(release, 1, key, token),
  }
}`

describe('race --impl', () => {
  it('prints a first implementation, and finds its fault', async () => {
    const { stdout } = await runCli(['race', 'lock', '--template'])
    const { code, of, stderr } = await events('get-then-set', '--impl', file('first.ts', stdout))
    expect([code, stderr]).toEqual([1, ''])
    expect(of('verdict')).toMatchObject([{ id: 'get-then-set.own', holds: false }])
    expect(of('chart')).toHaveLength(1)
    expect(of('note').at(-1)?.text).toContain('--impl')
  })

  it('finds nothing in a right one', async () => {
    const { code, of } = await events(
      'get-then-set',
      'crash',
      'late-release',
      '--impl',
      file('safe.mjs', SAFE),
    )
    expect(of('verdict').map(({ holds }) => holds)).toEqual([true, true, true])
    expect(code).toBe(0)
  })

  it.each([
    ['no-default.ts', 'export const lock = 1', 'has no default export'],
    ['nothing.js', 'export default () => undefined', 'makes something without acquire()'],
    ['half.js', 'export default () => ({ acquire() {} })', 'makes something without release()'],
    ['promise.js', 'export default async () => ({})', 'returns a promise'],
    [
      'throws.js',
      'export default () => { throw new Error("not today") }',
      'fails when it is called: not today',
    ],
  ])('refuses %s', async (name, text, what) => {
    const { code, stderr } = await events('--impl', file(name, text))
    expect(code).toBe(2)
    expect(stderr).toContain(what)
  })

  it('finds one that does nothing, and has no order of it to show', async () => {
    const text = 'export default () => ({ acquire: async () => null, release: async () => {} })'
    const { code, of } = await events('get-then-set', '--impl', file('idle.mjs', text))
    expect(code).toBe(1)
    expect(of('note').at(-1)?.text).toContain('breaks without a single step')
    expect(of('chart')).toEqual([])
  })

  it('says where an implementation fails, and goes on', async () => {
    const text = SAFE.replace('redis.eval(release, 1, key, token)', 'redis.lpush(key, 1)')
    const { code, of } = await events('get-then-set', '--impl', file('fails.mjs', text))
    expect(code).toBe(1)
    expect(of('table')[0]?.rows[1]?.[1]).toMatchObject({ mark: 'bad' })
  })

  it('says what it throws where nobody waits, without a stack', async () => {
    const floating = "redis.lpush(key, 1).then(() => { throw new Error('floating') })\n      const token"
    const path = file('floating.mjs', SAFE.replace('const token', floating))
    const { code, stderr } = await runProgram([
      'race',
      'lock',
      'get-then-set',
      '--impl',
      path,
      '--engine',
      'embedded',
    ])
    expect(code).toBe(1)
    expect(stderr.split('\n')[0]).toBe('error: nobody caught an error: floating')
    expect(stderr).not.toContain('    at ')
  })

  it('asks for the time and the ids of the race when a program does not do the same each time', async () => {
    const text =
      'let n = 0\n' + SAFE.replace('const token', 'if (++n % 3 === 0) await redis.get(key)\n const token')
    const { code, stderr } = await events('get-then-set', '--impl', file('other.mjs', text))
    expect(code).toBe(2)
    expect(stderr).toContain('does not do the same each time')
  })
})

function valueOf(cell: unknown): unknown {
  return typeof cell === 'object' && cell !== null ? (cell as { value: unknown }).value : cell
}
