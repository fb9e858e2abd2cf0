#!/usr/bin/env node
// Hands the real process to the built program, or says in two lines why it cannot. CommonJS (see package.json beside this
// file): without Node's loader of ES modules, a start takes 10 ms less.
const { existsSync } = require('node:fs')
const { join } = require('node:path')

const program = join(__dirname, '../dist/cli.cjs')
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  refuse(
    `redis-patterns needs Node 20.19 or newer, and this is ${process.versions.node}`,
    'nvm install --lts',
  )
} else if (!existsSync(program)) {
  refuse('redis-patterns is not built yet: dist/cli.cjs is missing', 'npm ci')
} else {
  require('./compile-cache.js').enableCompileCache()
  void require(program).main(process)
}

/** @param {string} problem @param {string} remedy */
function refuse(problem, remedy) {
  process.stderr.write(`error: ${problem}\ntry: ${remedy}\n`)
  process.exitCode = 1
}
