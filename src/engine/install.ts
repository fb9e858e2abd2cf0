import { rename, rm } from 'node:fs/promises'
import { platform } from 'node:os'
import { dirname, join } from 'node:path'
import { cacheFolder, serverPath } from './cache.js'
import { type EngineChoice, EngineChoiceError, EngineError } from './engine.js'
import { identify } from './identify.js'
import { makeFolder } from './install/folder.js'
import { requireTools } from './install/make.js'
import { type BuildProgress, type Order, SourceBuild } from './install/source-build.js'
import { checksumOf, DEFAULT_VERSION } from './install/versions.js'
import { openWorkshop } from './install/workshop.js'

export interface InstallOptions {
  env: EngineChoice['env']
  version?: string
  /** Of the source archive; needed for a version that this program has no checksum of. */
  sha256?: string
  /** A server that has `releases/redis-<version>.tar.gz`. */
  mirror?: string
  cacheDir?: string
  signal?: AbortSignal
  onProgress?: (progress: InstallProgress) => void
}

export type InstallProgress = BuildProgress | { step: 'done'; version: string; path: string }

const MIRROR = 'https://download.redis.io'

/**
 * Builds a genuine Redis from its source, once, into the cache folder, where `openEngine` finds it. A build that fails
 * or is stopped leaves nothing: the program gets its name only when it has been seen to run.
 */
export async function installServer(options: InstallOptions): Promise<{ version: string; path: string }> {
  const { version = DEFAULT_VERSION, cacheDir = cacheFolder(options.env) } = options
  const sha256 = checksumOf(version, options.sha256)
  const path = serverPath(cacheDir, version)
  if (!(await isRedis(path, version))) await build({ ...options, version, cacheDir, sha256 }, path)
  options.onProgress?.({ step: 'done', version, path })
  return { version, path }
}

type Settled = InstallOptions & Required<Pick<InstallOptions, 'version' | 'cacheDir' | 'sha256'>>

async function build(options: Settled, path: string): Promise<void> {
  if (platform() === 'win32') throw noWindows()
  await requireTools(options.env)
  const folder = await openWorkshop(options.cacheDir)
  try {
    const built = await new SourceBuild(order(options, folder)).run()
    if (!(await isRedis(built, options.version))) throw wrongProgram(options.version)
    await moveTo(path, built)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function order({ env, version, sha256, cacheDir, signal, ...options }: Settled, folder: string): Order {
  const mirror = options.mirror ?? env.REDISMS_DOWNLOAD_MIRROR ?? MIRROR
  if (!/^https?:/.test(mirror) || !URL.canParse(mirror)) throw wrongMirror(mirror)
  const log = join(cacheDir, `build-redis-${version}.log`)
  const onProgress = options.onProgress ?? (() => {})
  return { version, sha256, mirror, folder, log, env, signal, onProgress }
}

/** Not one that is there and does not run, as after an upgrade of the system. */
async function isRedis(program: string, version: string): Promise<boolean> {
  return (await identify(program))?.version === version
}

/** One step, whatever is there: a program that does not run, or the same one that somebody else has just built. */
async function moveTo(destination: string, from: string): Promise<void> {
  await makeFolder(dirname(destination))
  await rename(from, destination)
}

function wrongProgram(version: string): EngineError {
  return new EngineError(
    `the program that was built is not Redis ${version}`,
    'run it again, or choose another version',
  )
}

function wrongMirror(mirror: string): EngineChoiceError {
  return new EngineChoiceError(`"${mirror}" is not the address of a mirror`, `give one such as ${MIRROR}`)
}

function noWindows(): EngineError {
  return new EngineError(
    'Redis cannot be built on Windows',
    'use WSL, or a Redis elsewhere with --url; without either, the in-process engine runs',
  )
}
