/**
 * Writes a new pattern that already runs and passes the contract tests: library with its page, naive twin, command, races, lesson,
 * tests, figures, bench, the registry's line and the package's export.
 *
 *   npm run new:pattern geo
 */
import { existsSync } from 'node:fs'
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { files } from './new-pattern/files.js'

const ROOT = process.cwd()
const name = process.argv[2] ?? ''

const problem = await whatIsWrong(name)
if (problem === '') await create()
else {
  console.error(`error: ${problem}\ntry: npm run new:pattern geo`)
  process.exitCode = 2
}

/** @param {string} given */
async function whatIsWrong(given) {
  if (!/^[a-z][a-z0-9]*$/.test(given)) return `"${given}" is not a name: use small letters and digits`
  if (existsSync(join(ROOT, 'src/patterns', given))) return `there is a pattern "${given}" already`
  return ''
}

async function create() {
  const lesson = await nextLesson()
  for (const [path, text] of Object.entries(files({ name, lesson }))) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true })
    await writeFile(join(ROOT, path), text)
    console.log(`wrote ${path}`)
  }
  await register()
  await exportIt()
  console.log(`\nnext: npm run build && npm run docs && node bin/redis-patterns.js ${name}`)
}

/** Lessons are numbered in the order in which they are read. */
async function nextLesson() {
  const files = (await readdir(join(ROOT, 'lessons'))).filter((file) => /^\d\d-/.test(file))
  const numbers = files.map((file) => Number.parseInt(file, 10))
  return `${String(Math.max(...numbers) + 1).padStart(2, '0')}-${name}`
}

async function register() {
  const path = join(ROOT, 'src/commands/index.ts')
  const source = await readFile(path, 'utf8')
  const entry = [
    '  {',
    `    name: '${name}',`,
    `    summary: '${name} in one sentence',`,
    `    load: async () => (await import('./${name}/index.js')).default,`,
    `    races: async () => (await import('./${name}/races/index.js')).default,`,
    '  },',
  ].join('\n')
  await writeFile(path, source.replace(/(const registry[\s\S]*?)(\n\])/, `$1\n${entry}$2`))
  const types = join(ROOT, 'src/race/under-test/index.ts')
  await appendFile(types, `export type * from './${name}.js'\n`)
  console.log('registered it in src/commands/index.ts')
}

async function exportIt() {
  const path = join(ROOT, 'package.json')
  const manifest = JSON.parse(await readFile(path, 'utf8'))
  const { './package.json': last, ...patterns } = manifest.exports
  const entry = { types: `./dist/types/patterns/${name}/index.d.ts`, default: `./dist/patterns/${name}.js` }
  manifest.exports = { ...patterns, [`./${name}`]: entry, './package.json': last }
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`)
  console.log(`exported it in package.json as redis-patterns/${name}`)
}
