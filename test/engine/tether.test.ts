import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder, TETHER_SHELL, TETHER_SPAWN, tether, tetherArgs } from '../../src/engine/tether.js'
import { eventually } from '../support/eventually.js'
import { isAlive, someProcessMentions } from '../support/processes.js'

describe('a tethered program', () => {
  it('gets its arguments as they are, and a folder that only we can read', async () => {
    const { said } = await run([
      '-c',
      'printf "[%s]" "$@"; stat -c %a "$FOLDER"',
      'sh',
      'two words',
      '$HOME',
      '',
    ])
    expect(said).toBe('[two words][$HOME][]700\n')
  })

  it('ends when it is cut, and its folder with all that is in it', async () => {
    const folder = freshFolder()
    const child = launch(folder, ['-c', 'echo ready; exec sleep 1000'])
    const tied = tether(child)
    await once(child.stdout!, 'data')
    writeFileSync(join(folder, 'dump.rdb'), 'data')
    await tied.cut()
    expect(child.signalCode).toBe('SIGKILL')
    expect(isAlive(child.pid!)).toBe(false)
    expect(existsSync(folder)).toBe(false)
    await eventually('the watcher has gone', () => !someProcessMentions(folder))
  })

  it('may end by itself, and its folder and watcher end with it', async () => {
    const { code, folder } = await run(['-c', 'exit 7'])
    expect(code).toBe(7)
    expect(existsSync(folder)).toBe(false)
    await eventually('the watcher has gone', () => !someProcessMentions(folder))
  })

  it('may be cut after it has ended', async () => {
    const child = launch(freshFolder(), ['-c', 'exit 0'])
    const tied = tether(child)
    await once(child, 'close')
    await tied.cut()
    expect(child.exitCode).toBe(0)
  })
})

function launch(folder: string, args: string[]): ChildProcess {
  return spawn(TETHER_SHELL, tetherArgs(folder, '/bin/sh', args), {
    ...TETHER_SPAWN,
    env: { ...process.env, FOLDER: folder },
  })
}

async function run(args: string[]): Promise<{ code: number | null; said: string; folder: string }> {
  const folder = freshFolder()
  const child = launch(folder, args)
  tether(child)
  let said = ''
  child.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said, folder }
}
