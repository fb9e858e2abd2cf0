import type { Worker, Workers } from '../../../support/worker.js'

/** What a process of fixtures/reader.ts is to do. */
export interface ReaderOptions {
  url: string
  name: string
  kind: 'naive' | 'safe'
  callers: number
  value: number
  leaseMs: number
}

export function startReader(program: Workers, options: ReaderOptions): Worker {
  const { url, name, kind, callers, value, leaseMs } = options
  return program.start(url, name, kind, String(callers), String(value), String(leaseMs))
}

/** The number of loads that a process began before all its callers waited. */
export async function loadsUntilWaiting(worker: Worker): Promise<number> {
  for (let loads = 0; ; loads++) if ((await worker.next()) === 'waiting') return loads
}

/** What its callers got. Loads that began meanwhile are counted, too. */
export async function answersOf(worker: Worker): Promise<{ answers: number[]; loads: number }> {
  for (let loads = 0; ; loads++) {
    const message = await worker.next()
    if (Array.isArray(message)) return { answers: message as number[], loads }
  }
}

/** Loads for callers in several processes, who all miss before the first load ends. */
export async function stampedeOfProcesses(
  program: Workers,
  count: number,
  options: ReaderOptions,
): Promise<{ loads: number; answers: number[] }> {
  const workers = Array.from({ length: count }, () => startReader(program, options))
  const early = await Promise.all(workers.map(loadsUntilWaiting))
  for (const worker of workers) worker.send('go on')
  const late = await Promise.all(workers.map(answersOf))
  return {
    loads: [...early, ...late.map(({ loads }) => loads)].reduce((sum, loads) => sum + loads),
    answers: late.flatMap(({ answers }) => answers),
  }
}
