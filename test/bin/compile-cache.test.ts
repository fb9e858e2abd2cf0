import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const COUNTS = `exports.main = () => console.log(require('./chunk.cjs').count(41))`
const CHUNK = `exports.count = (number) => number + 1`
/** From 22.8 on Node keeps compiled code itself. */
const isNodes = 'enableCompileCache' in (await import('node:module')).default

describe.skipIf(isNodes)('the compile cache for Node 20', () => {
  let folder: string
  let cache: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'redis-patterns-cache-'))
    cache = path.join(folder, 'cache')
    cpSync('bin', path.join(folder, 'bin'), { recursive: true })
    cpSync('package.json', path.join(folder, 'package.json'))
    mkdirSync(path.join(folder, 'dist'))
    write(COUNTS, CHUNK)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function write(main: string, chunk: string) {
    writeFileSync(path.join(folder, 'dist/cli.cjs'), main)
    writeFileSync(path.join(folder, 'dist/chunk.cjs'), chunk)
  }

  function run(): string {
    const env = { ...process.env, XDG_CACHE_HOME: cache }
    const program = path.join(folder, 'bin/redis-patterns.js')
    const options = { encoding: 'utf8', env, cwd: folder, timeout: 20_000, killSignal: 'SIGKILL' } as const
    const { stdout, stderr, error } = spawnSync(process.execPath, [program], options)
    if (error) throw error
    return stdout + stderr
  }

  const kept = () =>
    readdirSync(cache, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(cache, name))
      .filter((name) => statSync(name).isFile())

  it('keeps what a run compiled, and the next run uses it and keeps nothing anew', () => {
    expect(run()).toBe('42\n')
    const files = kept()
    expect(files).toHaveLength(2)
    const times = files.map((file) => statSync(file).mtimeMs)
    expect(run()).toBe('42\n')
    expect(kept().map((file) => statSync(file).mtimeMs)).toEqual(times)
  })

  it('does not take old code for new, even when it is as long', () => {
    expect(run()).toBe('42\n')
    write(COUNTS, CHUNK.replace('+', '-'))
    expect(run()).toBe('40\n')
  })

  it('compiles when what it kept is damaged', () => {
    run()
    for (const file of kept()) writeFileSync(file, 'damaged')
    expect(run()).toBe('42\n')
    expect(run()).toBe('42\n')
  })

  it.skipIf(process.platform !== 'linux')('ends where no folder can ever be made', () => {
    cache = '/proc/nothing/here'
    expect(run()).toBe('42\n')
  })

  it('leaves nothing in the folder that it runs in', () => {
    cache = 'relative'
    expect(run()).toBe('42\n')
    expect(readdirSync(folder).toSorted()).toEqual(['bin', 'dist', 'package.json'])
  })

  it('goes without where nothing can be kept', () => {
    writeFileSync(cache, 'a file, not a folder')
    expect(run()).toBe('42\n')
    chmodSync(cache, 0o400)
    expect(run()).toBe('42\n')
  })
})
