import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bundled, bundled } from '../support/bundled.js'
import { eventually } from '../support/eventually.js'
import { isAlive, someProcessMentions } from '../support/processes.js'
import { redisServerPath } from '../support/servers.js'

interface Booted {
  child: ChildProcess
  /** Of the redis-server. */
  pid: number
  folder: string
}

describe.skipIf(redisServerPath() === undefined)(
  'when our process ends, so does the server that it started:',
  () => {
    let boot: Bundled
    beforeAll(async () => {
      boot = await bundled('test/engine/fixtures/boot.ts')
    })
    afterAll(() => boot.remove())

    it.each([
      ['we close the engine', 'close', 0],
      ['we exit without closing', 'exit', 0],
      ['an error is caught by nobody', 'throw', 1],
      ['a rejection is caught by nobody', 'reject', 1],
    ])('%s', async (_, ending, exitCode) => {
      const booted = await start(boot.program, ending)
      expect(await once(booted.child, 'exit')).toEqual([exitCode, null])
      await nothingIsLeft(booted)
    })

    it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('our process gets %s', async (signal) => {
      const booted = await start(boot.program, 'wait')
      expect(isAlive(booted.pid)).toBe(true)
      expect(existsSync(booted.folder)).toBe(true)
      booted.child.kill(signal)
      expect(await once(booted.child, 'exit')).toEqual([null, signal])
      await nothingIsLeft(booted)
    })

    it('our whole process group is interrupted, as by Ctrl-C in a terminal', async () => {
      const booted = await start(boot.program, 'wait')
      process.kill(-booted.child.pid!, 'SIGINT')
      await once(booted.child, 'exit')
      await nothingIsLeft(booted)
    })

    it('even when the server is stopped and cannot do anything itself', async () => {
      const booted = await start(boot.program, 'wait')
      process.kill(booted.pid, 'SIGSTOP')
      booted.child.kill('SIGKILL')
      await nothingIsLeft(booted)
    })
  },
)

/** A group of its own, so that a test can interrupt all of it. */
async function start(program: string, ending: string): Promise<Booted> {
  const child = spawn(process.execPath, [program, ending], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  for await (const line of createInterface(child.stdout)) return { child, ...JSON.parse(line) }
  throw new Error('the child ended before it was ready')
}

async function nothingIsLeft({ pid, folder }: Booted): Promise<void> {
  await eventually('the server has gone', () => !isAlive(pid), 1_000)
  await eventually('the folder has gone', () => !existsSync(folder), 1_000)
  // The watcher has the folder among its arguments.
  await eventually('the watcher has gone', () => !someProcessMentions(folder), 1_000)
}
