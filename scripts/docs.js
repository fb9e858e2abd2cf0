/**
 * Fills the generated blocks of the Markdown files: help texts, real runs, and regions of tested source.
 *
 *   npm run docs        writes them
 *   npm run docs:check  says which would change, and fails
 *
 * A block stands between `<!-- docs: KIND ARGUMENTS -->` and `<!-- docs: end -->`.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fill } from './docs/blocks.js'

const ROOT = join(import.meta.dirname, '..')
const FOLDERS = ['lessons', 'docs']

const checking = process.argv.includes('--check')
/** @type {string[]} */
const drifted = []
for (const file of await markdownFiles()) {
  const before = await readFile(join(ROOT, file), 'utf8')
  const after = await fill(before, { root: ROOT, file })
  if (after === before) continue
  drifted.push(file)
  if (!checking) await writeFile(join(ROOT, file), after)
}
report()

/** @returns {Promise<string[]>} */
async function markdownFiles() {
  const found = await Promise.all(
    FOLDERS.map(async (folder) => {
      const names = await readdir(join(ROOT, folder), { recursive: true })
      return names.map((name) => join(folder, name))
    }),
  )
  return ['README.md', 'CONTRIBUTING.md', ...found.flat()].filter((file) => file.endsWith('.md'))
}

function report() {
  for (const file of drifted) console.log(checking ? `${file} is out of date` : `${file} was written anew`)
  if (drifted.length === 0) console.log('the docs are up to date')
  if (!checking || drifted.length === 0) return
  console.log('try: npm run docs')
  process.exitCode = 1
}
