#!/usr/bin/env node
// Hands the real process to the built program, or says in two lines why it cannot.
import { existsSync } from 'node:fs'
import module from 'node:module'

const program = new URL('../dist/cli.js', import.meta.url)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  refuse(
    `redis-patterns needs Node 20.19 or newer, and this is ${process.versions.node}`,
    'nvm install --lts',
  )
} else if (!existsSync(program)) {
  refuse('redis-patterns is not built yet: dist/cli.js is missing', 'npm ci')
} else {
  keepCompiledCode(module)
  const { main } = await import(program.href)
  await main(process)
}

/** @param {string} problem @param {string} remedy */
function refuse(problem, remedy) {
  process.stderr.write(`error: ${problem}\ntry: ${remedy}\n`)
  process.exitCode = 1
}

/** Makes the next start faster, from Node 22.8 on. @param {typeof module & { enableCompileCache?: () => void }} node */
function keepCompiledCode(node) {
  node.enableCompileCache?.()
}
