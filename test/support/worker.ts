import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { bundled } from './bundled.js'

/** A process of its own that a test can end or stop in the middle of its work. */
export interface Worker {
  readonly pid: number
  /** The next message that the process sends with `process.send`, in their order. @throws when it ends before. */
  next(): Promise<unknown>
  send(message: unknown): void
  /** SIGKILL: it ends at once and can clean up nothing. Resolves when it is gone. */
  kill(): Promise<void>
  /** SIGSTOP: it stands still, as in a long garbage collection or a suspended machine, until `resume`. */
  stop(): void
  resume(): void
}

/** Where workers come from. */
export interface Workers {
  start(...args: readonly string[]): Worker
}

export interface WorkerProgram extends Workers {
  /** Kills every worker that is left, and removes the program. */
  close(): Promise<void>
}

/** A TypeScript file as a program for workers: `await workerProgram('test/patterns/lock/fixtures/holder.ts')`. */
export async function workerProgram(entry: string): Promise<WorkerProgram> {
  const { program, remove } = await bundled(entry)
  const workers: Worker[] = []
  return {
    start(...args) {
      const worker = startWorker(program, args)
      workers.push(worker)
      return worker
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.kill()))
      await remove()
    },
  }
}

function startWorker(program: string, args: readonly string[]): Worker {
  const child = fork(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const gone = once(child, 'exit')
  return {
    pid: child.pid as number,
    next: inbox(child),
    send: (message) => void child.send(message as object),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    stop: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  }
}

/** Messages wait until they are asked for, and those who ask wait for messages. */
function inbox(child: ChildProcess): () => Promise<unknown> {
  const messages: unknown[] = []
  const readers: { resolve: (message: unknown) => void; reject: (error: Error) => void }[] = []
  let ended = false
  child.on('message', (message) => {
    const reader = readers.shift()
    if (reader) reader.resolve(message)
    else messages.push(message)
  })
  child.on('exit', () => {
    ended = true
    for (const { reject } of readers.splice(0)) reject(new Error('the worker ended'))
  })
  return async () => {
    if (messages.length > 0) return messages.shift()
    if (ended) throw new Error('the worker ended')
    return new Promise((resolve, reject) => readers.push({ resolve, reject }))
  }
}
