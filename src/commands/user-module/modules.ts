import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Code, type Kind, readCode } from './code.js'
import { NAMES } from './compile.js'
import { isPackage, locate } from './locate.js'
import { type Exports, fill, namespaceOf, nativeImport, nativeRequire } from './native.js'
import { Problems } from './problems.js'

interface Loaded {
  file: string
  code: Code
  module: { exports: Exports }
  /** Its own code has run. */
  done?: Promise<void>
}

/**
 * A person's file and those that it imports by relative paths, each compiled and run once. Packages are Node's to load.
 * Node's loader would keep what it has read once, and Node 20 cannot read TypeScript.
 */
export class UserModules {
  readonly #loaded = new Map<string, Loaded>()
  readonly #problems: Problems

  constructor(cwd: string) {
    this.#problems = new Problems(cwd)
  }

  async load(file: string): Promise<Exports> {
    try {
      return exportsOf(await this.#import(file))
    } catch (error) {
      throw this.#problems.whileLoading(error, file, [...this.#loaded.keys()])
    }
  }

  /** One that is there may still be running: then it imports itself, by way of others. */
  async #import(file: string): Promise<Loaded> {
    const known = this.#loaded.get(file)
    if (known) return known
    const loaded = this.#open(file, 'async function')
    loaded.done = this.#run(loaded)
    await loaded.done
    return loaded
  }

  async #run(loaded: Loaded): Promise<void> {
    const links = new Map<string, Exports>()
    // One after the other: so each finds complete what was imported before it.
    for (const specifier of loaded.code.imports) {
      links.set(specifier, await this.#link(specifier, loaded.file))
    }
    await loaded.code.run(this.#scope(loaded, links))
  }

  async #link(specifier: string, parent: string): Promise<Exports> {
    const file = this.#find(specifier, parent)
    if (file !== undefined) return exportsOf(await this.#import(file))
    return await nativeImport(specifier, parent).catch((error) => this.#problems.raisePackage(error, parent))
  }

  /** `import()`, which may name a file that another import has begun to run. */
  async #bring(specifier: string, parent: string): Promise<Exports> {
    const exports = await this.#link(specifier, parent)
    await this.#loaded.get(this.#find(specifier, parent) ?? '')?.done
    return exports
  }

  #require(specifier: string, parent: string): unknown {
    const file = this.#find(specifier, parent)
    if (file !== undefined) return (this.#loaded.get(file) ?? this.#requireFile(file)).module.exports
    try {
      return nativeRequire(specifier, parent)
    } catch (error) {
      return this.#problems.raisePackage(error, parent)
    }
  }

  #requireFile(file: string): Loaded {
    const loaded = this.#open(file, 'function')
    const link = (specifier: string) => [specifier, namespaceOf(this.#require(specifier, file))] as const
    void loaded.code.run(this.#scope(loaded, new Map(loaded.code.imports.map(link))))
    return loaded
  }

  /** Undefined: it is Node's to load. */
  #find(specifier: string, parent: string): string | undefined {
    if (isPackage(specifier)) return undefined
    const file = locate(specifier, parent)
    if (file === undefined) throw this.#problems.missingFile(specifier, parent)
    return /\.([cm]?[jt]s|json)$/.test(file) ? file : undefined
  }

  #open(file: string, kind: Kind): Loaded {
    try {
      const loaded = { file, code: readCode(file, kind), module: { exports: {} } }
      this.#loaded.set(file, loaded)
      return loaded
    } catch (error) {
      throw this.#problems.syntax(error, file)
    }
  }

  /** What the code finds under the names that it does not declare. */
  #scope({ file, code, module }: Loaded, links: Map<string, Exports>): Record<string, unknown> {
    const bring = async (specifier: string) => await this.#bring(specifier, file)
    const meta = { url: pathToFileURL(file).href, filename: file, dirname: path.dirname(file) }
    return {
      exports: module.exports,
      [NAMES.link]: (specifier: string) => links.get(specifier),
      [NAMES.export]: (live: object) =>
        fill(
          module.exports,
          live,
          code.passedOn.map((from) => links.get(from) ?? {}),
        ),
      [NAMES.bring]: bring,
      [NAMES.meta]: meta,
      require: (specifier: string) => this.#require(specifier, file),
      module,
      __filename: meta.filename,
      __dirname: meta.dirname,
    }
  }
}

function exportsOf({ code, module }: Loaded): Exports {
  return code.isModule ? module.exports : namespaceOf(module.exports)
}
