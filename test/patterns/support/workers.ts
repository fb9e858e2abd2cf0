import type { Redis } from 'ioredis'
import { afterAll, beforeAll } from 'vitest'
import { type WorkerProgram, type Workers, workerProgram } from '../../support/worker.js'

/** Within a `describe`: what its workers run. Built before the first test, and every worker killed after the last. */
export function workersOf(entry: string): Workers {
  let program: WorkerProgram
  beforeAll(async () => {
    program = await workerProgram(entry)
  })
  afterAll(() => program.close())
  return { start: (...args) => program.start(...args) }
}

/** Where a worker finds the server of a test. */
export function urlOf({ options }: Redis): string {
  return `redis://${options.host}:${options.port}`
}
