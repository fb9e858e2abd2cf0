// Every measurement, one after the other, or those that are named: `npm run bench -- startup lock`.
// Exits 1 when something is beyond its budget.
import { readdirSync } from 'node:fs'
import { benchPattern } from './harness/bench.js'

const patterns = readdirSync(new URL('patterns/', import.meta.url))
  .filter((file) => !file.includes('-'))
  .map((file) => file.replace('.js', ''))
const programs = ['startup', 'scenarios', 'races']
const known = [...programs, ...patterns]
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`error: nothing to measure is called ${unknown.join(', ')}\ntry: ${known.join(', ')}`)
  process.exit(2)
}

for (const name of programs.filter((each) => wanted.includes(each))) await import(`./${name}.js`)
const missed = []
for (const name of wanted.filter((each) => !programs.includes(each))) {
  const { default: measure } = await import(`./patterns/${name}.js`)
  missed.push(...(await benchPattern(name, measure)))
}
if (missed.length > 0) {
  console.log(`\nBeyond the budget:\n${missed.map((what) => `  ${what}`).join('\n')}`)
  process.exitCode = 1
}
