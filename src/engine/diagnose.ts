import { allowed, type Candidate, findSources, type Sources } from './candidates.js'
import { LACKING } from './capabilities.js'
import type { Diagnosis, EngineReport, SourceReport } from './diagnose/report.js'
import { advice, why } from './diagnose/why.js'
import { type Engine, type EngineChoice, EngineChoiceError } from './engine.js'
import { identify } from './identify.js'
import { type Attempt, openFirst, reasonFor } from './open.js'

export type { Diagnosis, EngineReport }

/** Opens what this choice leads to, closes it again, and accounts for every source. A bad choice is a problem, not an error. */
export async function diagnose(choice: EngineChoice): Promise<Diagnosis> {
  try {
    const sources = findSources(choice)
    const candidates = allowed(sources, choice)
    const start = performance.now()
    const attempt = await openFirst(candidates, choice)
    const bootMs = performance.now() - start
    await attempt.engine?.close()
    return {
      sources: await account(sources, attempt, choice),
      ...(attempt.engine
        ? { engine: describe(attempt.engine, bootMs) }
        : { problem: inWords(reasonFor(attempt)) }),
      advice: advice(attempt, choice),
    }
  } catch (error) {
    if (error instanceof EngineChoiceError) return { sources: [], problem: inWords(error), advice: [] }
    throw error
  }
}

function account(sources: Sources, attempt: Attempt, choice: EngineChoice): Promise<SourceReport[]> {
  const names = Object.keys(sources) as (keyof Sources)[]
  return Promise.all(
    names.map(async (source) => {
      const candidate = sources[source]
      const found = candidate !== undefined
      const used = found && candidate === attempt.candidate
      return {
        source,
        found,
        used,
        ...(await details(candidate)),
        why: why(source, sources, attempt, choice),
      }
    }),
  )
}

async function details(candidate: Candidate | undefined): Promise<Pick<SourceReport, 'where' | 'version'>> {
  if (candidate?.kind === 'url') return { where: candidate.target.address }
  if (candidate?.kind !== 'server') return {}
  const identity = await identify(candidate.binary)
  return { where: candidate.binary, ...(identity && { version: `${identity.product} ${identity.version}` }) }
}

function describe(engine: Engine, bootMs: number): EngineReport {
  const { kind, product, version, address, owned, cluster } = engine
  const lacks = engine.lacks.map((capability) => ({ capability, words: LACKING[capability] }))
  return { kind, product, version, address, owned, cluster, lacks, bootMs }
}

function inWords({ message, hint }: { message: string; hint: string }): { message: string; hint: string } {
  return { message, hint }
}
