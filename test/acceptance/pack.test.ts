import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { patternNames } from '../../scripts/build/patterns.js'
import type { Engine } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import { type EmptyMachine, emptyMachine } from './empty-machine.js'

interface Tarball {
  filename: string
  size: number
  files: { path: string }[]
}

interface Manifest {
  scripts: Record<string, string>
  exports: Record<string, unknown>
  dependencies?: Record<string, string>
}

/** What the program of somebody else prints, which uses each pattern once. */
const PRINTED = `cache Ada
leaderboard 100
lock 2
pubsub 0
queue ada
ratelimit 4
session [ 'admin' ]
stream tea
`

describe('the packed tarball', () => {
  let machine: EmptyMachine
  let tarball: Tarball
  let engine: Engine

  beforeAll(async () => {
    ;[machine, engine] = await Promise.all([emptyMachine(), openEngine({ engine: 'embedded', env: {} })])
    const pack = ['pack', process.cwd(), '--json', '--ignore-scripts']
    ;[tarball] = JSON.parse(await machine.run('npm', ...pack)) as [Tarball]
    await machine.run('npm', 'install', tarball.filename)
  }, 60_000)

  afterAll(async () => {
    await engine.close()
    await machine[Symbol.asyncDispose]()
  })

  it('weighs less than one and a half megabytes, with all lessons', () => {
    expect(tarball.size).toBeLessThan(1_500_000)
  })

  it('holds what is run and read, and neither sources nor tests nor source maps', () => {
    const expected = /^(bin|dist|lessons)\/|^(package\.json|LICENSE|[A-Z_]+\.md)$/
    const unwanted = /\.map$|(?<!\.d)\.ts$|\.test\./
    const strange = tarball.files.filter(({ path }) => !expected.test(path) || unwanted.test(path))
    expect(strange).toEqual([])
  })

  it('holds its own licence, and those of what it bundles, down to what is compiled into the wasm', async () => {
    expect(tarball.files.map(({ path }) => path)).toContain('LICENSE')
    const notices = await readFile(installed('THIRD_PARTY_NOTICES.md'), 'utf8')
    const expected = [
      'ioredis',
      'js-redis-server',
      'chalk',
      'Lua 5.1',
      'lua_cjson',
      'lua_cmsgpack',
      'lua_bit',
    ]
    expect(expected.filter((name) => !notices.includes(name))).toEqual([])
  })

  it('runs no script on the machine that installs it, and brings no other package', async () => {
    const { scripts, dependencies } = await manifest()
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([])
    expect(dependencies).toBeUndefined()
    expect(await machine.run('npm', 'ls', '--all', '--parseable')).toMatch(/^\S+\n\S+redis-patterns\n$/)
  })

  it('exports every pattern, with types', async () => {
    const doors = Object.fromEntries(patternNames().map((name) => [`./${name}`, door(name)]))
    expect((await manifest()).exports).toEqual({
      ...doors,
      './race': RACE,
      './package.json': './package.json',
    })
    const names = new Set(tarball.files.map(({ path }) => `./${path}`))
    const targets = [...Object.values(doors), RACE].flatMap((one) => Object.values(one))
    expect(targets.filter((target) => !names.has(target))).toEqual([])
  })

  it('runs from where it was installed', async () => {
    const version = await machine.run('npx', '--no-install', 'redis-patterns', '--version')
    expect(version.trim()).toBe('0.1.0')
  })

  it('shows a whole leaderboard without a Redis on the machine', async () => {
    const args = ['redis-patterns', 'leaderboard', '--engine', 'embedded', '--plain']
    const screen = await machine.run('npx', '--no-install', ...args)
    expect(screen).toContain('2300')
  })

  describe.each(['ioredis', 'ioredis-5'])('with %s', (client) => {
    beforeAll(() => bring({ ioredis: client, '@types/node': '@types/node', typescript: 'typescript' }))

    it.each(['nodenext', 'bundler'])('type-checks in a strict project that resolves as %s', async (how) => {
      await writeProject(how)
      expect(await machine.run('node', 'node_modules/typescript/bin/tsc', '--noEmit')).toBe('')
    })

    it('type-checks what a person begins with to race an own implementation', async () => {
      await writeProject('nodenext')
      for (const name of patternNames()) {
        const template = await machine.run(
          'npx',
          '--no-install',
          'redis-patterns',
          'race',
          name,
          '--template',
        )
        await writeFile(path.join(machine.folder, `my-${name}.ts`), template)
      }
      expect(await machine.run('node', 'node_modules/typescript/bin/tsc', '--noEmit')).toBe('')
    })

    it('runs one operation of each pattern', async () => {
      await writeProject('nodenext')
      await machine.run('node', 'node_modules/typescript/bin/tsc')
      expect(await machine.run('node', 'program.js', engine.address, client)).toBe(PRINTED)
    })
  })

  async function manifest(): Promise<Manifest> {
    return JSON.parse(await readFile(installed('package.json'), 'utf8')) as Manifest
  }

  function installed(file: string): string {
    return path.join(machine.folder, 'node_modules/redis-patterns', file)
  }

  /** Links packages of this checkout into the outside project: what its owner has installed. */
  async function bring(packages: Record<string, string>): Promise<void> {
    const modules = path.join(machine.folder, 'node_modules')
    await mkdir(path.join(modules, '@types'), { recursive: true })
    for (const [name, source] of Object.entries(packages)) {
      await rm(path.join(modules, name), { force: true })
      await symlink(path.resolve('node_modules', source), path.join(modules, name))
    }
  }

  async function writeProject(moduleResolution: string): Promise<void> {
    const module = moduleResolution === 'nodenext' ? 'nodenext' : 'esnext'
    const compilerOptions = { module, moduleResolution, target: 'es2023', strict: true, types: ['node'] }
    await writeFile(path.join(machine.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    const program = path.join(import.meta.dirname, 'fixtures/eight-patterns.ts')
    await copyFile(program, path.join(machine.folder, 'program.ts'))
  }
})

/** The interfaces of what a person brings to `race`: nothing to run. */
const RACE = { types: './dist/types/race/under-test/index.d.ts' }

function door(name: string): { types: string; default: string } {
  return { types: `./dist/types/patterns/${name}/index.d.ts`, default: `./dist/patterns/${name}.js` }
}
