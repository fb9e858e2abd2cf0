import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { type EngineChoice, EngineError } from '../engine.js'

const TOOLS_HINT =
  'install make and a C and C++ compiler: apt-get install build-essential, dnf group install development-tools, ' +
  'apk add build-base linux-headers, or xcode-select --install'

export interface Build {
  folder: string
  /** Where the compiler's words go when it fails. */
  log: string
  env: EngineChoice['env']
  signal: AbortSignal | undefined
  onFile: (files: number) => void
}

/** Fails before anything is downloaded when there is nothing to build with. */
export async function requireTools(env: EngineChoice['env']): Promise<void> {
  for (const tool of ['make', env.CC ?? 'cc']) {
    const { code } = await run(tool, ['--version'], { env })
    if (code !== 0) throw new EngineError(`${tool} was not found, and building needs it`, TOOLS_HINT)
  }
}

/** Builds the server alone, without TLS and systemd, which would need libraries that many machines lack. */
export async function make({ folder, log, env, signal, onFile }: Build): Promise<void> {
  const settings = ['BUILD_TLS=no', 'USE_SYSTEMD=no', 'JEMALLOC_CONFIGURE_OPTS=--with-lg-vaddr=48']
  const args = ['-C', 'src', `-j${availableParallelism()}`, 'redis-server', ...settings]
  let files = 0
  const onLine = (line: string) => /\.o\b/.test(line) && onFile(++files)
  const { code, output } = await run('make', args, { cwd: folder, env, signal }, onLine)
  signal?.throwIfAborted()
  if (code === 0) return
  await writeFile(log, output)
  throw new EngineError(`the build failed: ${complaint(output)}`, `read ${log}, or ${TOOLS_HINT}`)
}

interface RunOptions {
  cwd?: string
  env: EngineChoice['env']
  signal?: AbortSignal | undefined
}

/** Not being there is a way to fail, too. When we are gone, writing to us ends it. */
function run(
  command: string,
  args: string[],
  { signal, ...options }: RunOptions,
  onLine?: (line: string) => unknown,
) {
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      for (const line of chunk.toString().split('\n')) onLine?.(line)
    })
  }
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('error', (error) => (output += error.message))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** The first line with an error in it says more than the last, where make gives up. */
function complaint(output: string): string {
  const lines = output.trim().split('\n')
  return (lines.find((line) => /error|not found/i.test(line)) ?? lines.at(-1) ?? '').trim()
}
