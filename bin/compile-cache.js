// Keeps what V8 compiled, so that the next start does not compile it again. Node does this itself from 22.8 on; for
// Node 20 it is done here, in the same way. Whatever goes wrong, the program just compiles.
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs')
const Module = require('node:module')
const { homedir } = require('node:os')
const { basename, dirname, isAbsolute, join } = require('node:path')
const { Script } = require('node:vm')
const { version } = require('../package.json')

/** @typedef {{ script: Script, file: string }} Compiled */

const DIST = join(__dirname, '../dist/')

exports.enableCompileCache = () => {
  const node = /** @type {{ enableCompileCache?: (folder?: string) => void }} */ (Module)
  if (node.enableCompileCache) node.enableCompileCache(madeFolder())
  else cacheOurs(/** @type {any} */ (Module).prototype)
}

/** Where none can be made, Node takes one in the folder for temporary files. */
function madeFolder() {
  try {
    makeFolder(cacheFolder())
    return cacheFolder()
  } catch {
    return undefined
  }
}

/** @param {{ _compile(source: string, path: string): unknown }} prototype of every CommonJS module */
function cacheOurs(prototype) {
  /** @type {Compiled[]} */
  const compiled = []
  const compile = prototype._compile
  prototype._compile = function (/** @type {string} */ source, /** @type {string} */ path) {
    if (!path.startsWith(DIST)) return compile.call(this, source, path)
    const self = /** @type {NodeJS.Module} */ (/** @type {unknown} */ (this))
    const body = load(Module.wrap(source), path, compiled).runInThisContext()
    return body.call(
      self.exports,
      self.exports,
      (/** @type {string} */ id) => self.require(id),
      self,
      path,
      dirname(path),
    )
  }
  // At the end, for by then the functions that were called are compiled, too.
  process.on('exit', () => compiled.forEach(keep))
}

/** @param {string} source @param {string} path @param {Compiled[]} compiled */
function load(source, path, compiled) {
  const file = join(cacheFolder(), nameOf(path))
  const cachedData = read(file)
  const script = new Script(source, { filename: path, ...(cachedData && { cachedData }) })
  if (script.cachedDataRejected !== false) compiled.push({ script, file })
  return script
}

/**
 * V8 compares no more than the length of the source, so the name has what changes with it.
 *
 * @param {string} path
 */
function nameOf(path) {
  const { size, mtimeMs } = statSync(path)
  return `${basename(path)}-${size}-${Math.round(mtimeMs)}`
}

function cacheFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(cache, 'redis-patterns', `compiled-${version}-${process.version}-${process.arch}`)
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** Moved into place, so that nobody reads half of it. @param {Compiled} compiled */
function keep({ script, file }) {
  const unfinished = `${file}.${process.pid}`
  try {
    makeFolder(dirname(file))
    writeFileSync(unfinished, script.createCachedData())
    renameSync(unfinished, file)
  } catch {
    // A read-only home: then every start compiles.
  }
}

/** Node's own recursive way never ends where nothing can be made, as below /proc. @param {string} folder */
function makeFolder(folder) {
  if (existsSync(folder)) return
  // Nothing is left behind in the folder that the program happens to run in.
  if (!isAbsolute(folder)) throw new Error('the cache folder is not absolute')
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}
