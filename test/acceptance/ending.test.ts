import { readdirSync, readFileSync } from 'node:fs'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { runProgram, type Running, startProgram } from '../support/program.js'
import { type RealServer, redisServerPath, startRealServer } from '../support/servers.js'

const PATH = process.env.PATH ?? ''
const noServer = redisServerPath() === undefined
const genuine = noServer ? 'a genuine server (skipped: no redis-server on the PATH)' : 'a genuine server'

/** A run that stands in the middle: it waits for more rows on standard input. */
async function standing(flags: string[], env: Record<string, string> = {}): Promise<Running> {
  const running = startProgram(['leaderboard', '--file', '-', '--batch', '100', '--json', ...flags], {
    env,
    input: { open: true },
  })
  const rows = Array.from({ length: 1000 }, (_, index) => `player-${index},${index}\n`).join('')
  running.child.stdin?.write(`name,score\n${rows}`)
  await running.shows('"ZADD"')
  return running
}

/** The processes that a process has started, and those that they have. */
function descendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`)
      return stat === ''
        ? []
        : [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]) }]
    })
  const children = parents.filter(({ parent }) => parent === pid).map((child) => child.pid)
  return [...children, ...children.flatMap(descendants)]
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It has ended since.
  }
}

function isAlive(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`)
  return stat !== '' && !/\) [ZX]/.test(stat)
}

describe.skipIf(noServer || process.platform !== 'linux')(`the server that we started, as ${genuine}`, () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 130],
    ['SIGHUP', 130],
    ['SIGKILL', null],
  ] as const)('is gone after %s', async (signal, code) => {
    const { child, ended } = await standing(['--engine', 'server'], { PATH })
    const started = descendants(child.pid as number)
    const servers = started.filter((pid) => read(`/proc/${pid}/cmdline`).includes('redis-server'))
    expect(servers.length).toBeGreaterThan(0)
    child.kill(signal)
    expect((await ended).code).toBe(code)
    await eventually('all of them are gone', () => !started.some(isAlive))
  })

  test('that is killed in the middle ends the run with 3, in words', async () => {
    const { child, ended } = await standing(['--engine', 'server'], { PATH })
    const server = descendants(child.pid as number).find((pid) =>
      /^\S*(redis|valkey)-server/.test(read(`/proc/${pid}/cmdline`)),
    )
    process.kill(server as number, 'SIGKILL')
    const { code, stderr } = await ended
    expect(code).toBe(3)
    expect(stderr).toMatch(/^error: lost .*\ntry: .*\n$/)
  })
})

describe.skipIf(noServer)(`a server that is not ours, ${genuine}`, () => {
  let server: RealServer
  let redis: Redis
  const start = async () => {
    server = await startRealServer()
    redis = new Redis(server.url)
    await redis.mset('theirs', 'untouched', 'rp:leaderboard:10:{game}', 'theirs too')
  }
  afterEach(async () => {
    redis.disconnect()
    await server.close()
  })
  const onlyTheirsIsLeft = async () => {
    expect((await redis.keys('*')).toSorted()).toEqual(['rp:leaderboard:10:{game}', 'theirs'])
    expect(await redis.mget('theirs', 'rp:leaderboard:10:{game}')).toEqual(['untouched', 'theirs too'])
  }

  test('keeps its own keys and none of ours after a run', async () => {
    await start()
    const { code } = await runProgram(['leaderboard', '--url', server.url])
    expect(code).toBe(0)
    await onlyTheirsIsLeft()
  })

  test('keeps none of ours after Ctrl-C in the middle', async () => {
    await start()
    const { child, ended } = await standing(['--url', server.url])
    expect(await redis.dbsize()).toBeGreaterThan(2)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130, stderr: '' })
    await onlyTheirsIsLeft()
  })

  test('keeps none of ours when the input turns out bad', async () => {
    await start()
    const { code } = await runProgram(['leaderboard', '--file', '-', '--strict', '--url', server.url], {
      input: 'name,score\nada,1\ngrace,many\n',
    })
    expect(code).not.toBe(0)
    await onlyTheirsIsLeft()
  })

  test('that goes away in the middle ends the run with 3', async () => {
    await start()
    const { ended } = await standing(['--url', server.url])
    process.kill(server.pid, 'SIGKILL')
    const { code, stderr } = await ended
    expect(code).toBe(3)
    expect(stderr).toMatch(/^error: lost .*\ntry: .*\n$/)
  })
})

test('a server that cannot be reached is said within three seconds, with 3', async () => {
  const start = performance.now()
  const { code, stderr } = await runProgram(['leaderboard', '--url', 'redis://:secret@127.0.0.1:1'])
  expect(code).toBe(3)
  expect(performance.now() - start).toBeLessThan(3000)
  expect(stderr).toMatch(/^error: .*\ntry: .*\n$/)
  expect(stderr).not.toContain('secret')
})

describe.skipIf(noServer)(`a user who may not do everything, on ${genuine}`, () => {
  test('is told what Redis refused, with 4, and nothing is left', async () => {
    const server = await startRealServer()
    const redis = new Redis(server.url)
    await redis.call('ACL', 'SETUSER', 'reader', 'on', '>pass', '~*', '&*', '+@all', '-zadd')
    const { code, stderr } = await runProgram([
      'leaderboard',
      '--url',
      server.url.replace('//', '//reader:pass@'),
    ])
    expect([code, await redis.keys('*')]).toEqual([4, []])
    expect(stderr).toMatch(/^error: Redis refused a command: NOPERM .*\ntry: .*\n$/)
    redis.disconnect()
    await server.close()
  })
})
