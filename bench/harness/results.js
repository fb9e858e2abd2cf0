import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'

/**
 * Keeps a result in bench/results/<name>.json, with what it was measured on.
 *
 * @param {string} name @param {object} result
 */
export function keep(name, result) {
  const machine = { node: process.version, cpu: os.cpus()[0]?.model, cores: os.availableParallelism() }
  mkdirSync('bench/results', { recursive: true })
  const text = JSON.stringify({ at: new Date().toISOString(), machine, ...result }, null, 2)
  writeFileSync(`bench/results/${name}.json`, `${text}\n`)
}
