import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const OLD_NODE = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } })`
const PROGRAM = `exports.main = async (process) => console.log(process.argv.slice(2).join(' '))`

describe('bin/redis-patterns.js', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'redis-patterns-bin-'))
    cpSync('bin', path.join(folder, 'bin'), { recursive: true })
    cpSync('package.json', path.join(folder, 'package.json'))
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  function run(...nodeOptions: string[]) {
    const args = [...nodeOptions, path.join(folder, 'bin/redis-patterns.js'), 'list', '--json']
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    return { status, stdout, stderr }
  }

  function build() {
    mkdirSync(path.join(folder, 'dist'))
    writeFileSync(path.join(folder, 'dist/cli.cjs'), PROGRAM)
  }

  it('hands the process to the built program', () => {
    build()
    expect(run()).toEqual({ status: 0, stdout: 'list --json\n', stderr: '' })
  })

  it('says in one line that the program is not built, and in one what to do', () => {
    const stderr = 'error: redis-patterns is not built yet: dist/cli.cjs is missing\ntry: npm ci\n'
    expect(run()).toEqual({ status: 1, stdout: '', stderr })
  })

  it('says which Node it needs to one that is too old', () => {
    build()
    const { status, stdout, stderr } = run('--import', `data:text/javascript,${encodeURIComponent(OLD_NODE)}`)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/^error: .*needs Node 20\.19 or newer, and this is 20\.18\.3\ntry: .+\n$/)
  })
})
