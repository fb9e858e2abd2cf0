import { type Diagnosis, diagnose, type EngineReport } from '../engine/diagnose.js'
import type { Renderer } from '../render/index.js'
import { decideColor, decideUnicode, decideWidth } from '../render/capabilities.js'
import type { Cell, TableEvent } from '../scenario/event.js'
import { sharedParams } from './options.js'
import type { Io } from './io.js'
import { accessible, DEFAULT_LOOK, openScreen } from './screen.js'

export interface DoctorFlags {
  url?: string
  engine: string
  json: boolean
  plain: boolean
  color: boolean
}

/** Says which Redis would be used and why. @returns 3 when there would be none. */
export async function doctor({ url, engine, json, plain, color }: DoctorFlags, io: Io): Promise<number> {
  const kind = sharedParams.engine.parse(engine, '--engine')
  const diagnosis = await diagnose({ engine: kind, url, env: io.env })
  if (json) {
    io.stdout.write(
      `${JSON.stringify({ ...diagnosis, node: io.nodeVersion, terminal: terminalFacts(io) })}\n`,
    )
  } else {
    const screen = await openScreen({ ...DEFAULT_LOOK, plain, color }, io)
    await show(diagnosis, io, screen)
    await screen.end()
  }
  return diagnosis.engine ? 0 : 3
}

async function show(
  { sources, engine, problem, advice }: Diagnosis,
  io: Io,
  screen: Renderer,
): Promise<void> {
  await screen.event({
    type: 'table',
    id: 'sources',
    title: 'where a Redis could come from, in this order',
    columns: [{ label: 'source' }, { label: 'used' }, { label: 'why' }],
    rows: sources.map(({ source, used, why, where }) => [
      source,
      usedCell(used),
      where ? `${why}: ${where}` : why,
    ]),
  })
  if (engine) await screen.event(engineTable(engine))
  if (engine && engine.lacks.length > 0) await screen.event(lacksTable(engine))
  await screen.event(
    facts('this machine', [['Node.js', io.nodeVersion], ...Object.entries(terminalFacts(io))]),
  )
  if (problem) await screen.event({ type: 'note', text: `${problem.message}. Try: ${problem.hint}.` })
  for (const text of advice) await screen.event({ type: 'note', text })
}

function usedCell(used: boolean): Cell {
  return used ? { value: 'yes', mark: 'good' } : 'no'
}

function engineTable({ kind, product, version, address, owned, cluster, bootMs }: EngineReport): TableEvent {
  return facts('the Redis that would be used', [
    ['engine', kind],
    ['product', `${product} ${version}`],
    ['address', owned ? `${address} (started and ended by us)` : address],
    ['cluster', cluster ? 'yes' : 'no'],
    ['ready after', `${Math.round(bootMs)} ms`],
  ])
}

function lacksTable({ lacks }: EngineReport): TableEvent {
  return {
    type: 'table',
    id: 'lacks',
    title: 'what it lacks; a step that needs it says so',
    columns: [{ label: '' }],
    rows: lacks.map(({ words }) => [words]),
  }
}

function facts(title: string, rows: [string, string][]): TableEvent {
  return { type: 'table', id: title, title, columns: [{ label: '' }, { label: '' }], rows }
}

function terminalFacts({ env, platform, stdin, stdout }: Io): Record<string, string> {
  const isTTY = stdout.isTTY === true
  return {
    terminal: isTTY ? 'yes' : 'no: output goes to a file or a pipe',
    prompts: isTTY && stdin.isTTY === true ? 'yes' : 'no',
    columns: String(decideWidth({ flag: undefined, columns: stdout.columns, env })),
    colour: decideColor({ flag: undefined, env, isTTY }) > 0 ? 'yes' : 'no',
    'box drawing': decideUnicode(env, platform) && !accessible({ env }) ? 'yes' : 'no',
  }
}
