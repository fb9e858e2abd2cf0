import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const COPIED = [
  'src',
  'lessons',
  'scripts',
  'test',
  'bin',
  'bench',
  'docs',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
]
/** The packages of the benchmarks are many, and not needed here. */
const isOurs = (file: string) => !file.includes('/peers/node_modules')
const TOOLS = join(ROOT, 'node_modules/.bin')

describe('npm run new:pattern', () => {
  const project = mkdtempSync(join(tmpdir(), 'redis-patterns-new-'))
  const read = (path: string) => readFileSync(join(project, path), 'utf8')
  const scaffold = (name: string) =>
    execFileSync(process.execPath, ['scripts/new-pattern.js', name], {
      cwd: project,
      encoding: 'utf8',
      stdio: 'pipe',
    })

  beforeAll(() => {
    for (const path of COPIED)
      cpSync(join(ROOT, path), join(project, path), { recursive: true, filter: isOurs })
    symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'))
    scaffold('geo')
  })
  afterAll(() => rmSync(project, { recursive: true }))

  test('registers the pattern and its races, and exports its library', () => {
    expect(read('src/commands/index.ts').match(/^ {4}name: 'geo',$/gm)).toHaveLength(1)
    expect(read('src/commands/index.ts')).toContain("import('./geo/races/index.js')")
    expect(JSON.parse(read('package.json')).exports['./geo']).toEqual({
      types: './dist/types/patterns/geo/index.d.ts',
      default: './dist/patterns/geo.js',
    })
  })

  test('numbers the lesson after the last one', () => {
    const lessons = readdirSync(join(project, 'lessons')).filter((file) => file.endsWith('.md'))
    expect(lessons.at(-1)).toMatch(/^\d\d-geo\.md$/)
  })

  test('writes a pattern that passes the type check, the contract tests and the import table', async () => {
    const run = promisify(execFile)
    await run(join(TOOLS, 'tsc'), ['-p', '.'], { cwd: project })
    const passed = async (...args: string[]) => {
      const vitest = await run(join(TOOLS, 'vitest'), ['run', '--reporter=json', ...args], { cwd: project })
      const { success, numPassedTests } = JSON.parse(vitest.stdout.slice(vitest.stdout.indexOf('{')))
      return success === true ? Number(numPassedTests) : 0
    }
    // Of the contract only what is about it: the other patterns have passed already.
    expect(await passed('test/contract', '-t', 'geo')).toBeGreaterThan(20)
    const own = ['test/patterns/geo', 'test/lessons/geo.test.ts', 'test/architecture.test.ts']
    expect(await passed(...own, 'test/patterns/library.contract.test.ts')).toBeGreaterThan(20)
  }, 120_000)

  test.each(['Geo', '2geo', 'my-geo', '', 'leaderboard'])(
    'refuses the name "%s" and writes nothing',
    (name) => {
      expect(() => scaffold(name)).toThrow(/error: [\s\S]*\ntry: npm run new:pattern geo/)
    },
  )
})
