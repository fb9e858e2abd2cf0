import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const INSTALLED = new URL('../peers/node_modules/', import.meta.url)
const require = createRequire(INSTALLED)
let said = false

/**
 * Another package, from the package in bench/peers. When they are not installed: undefined, and one line
 * that says how to install them; the columns of the peers are then left out.
 *
 * @param {string} name
 * @returns {any}
 */
export function peer(name) {
  if (existsSync(INSTALLED)) return require(name)
  if (!said)
    console.log('The peers are not installed, so their columns are left out: npm ci --prefix bench/peers')
  said = true
  return undefined
}
