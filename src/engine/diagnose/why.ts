import type { Candidate, Sources } from '../candidates.js'
import type { EngineChoice } from '../engine.js'
import type { Attempt } from '../open.js'

type Words = Readonly<Record<keyof Sources, string>>

const MISSING: Words = {
  url: 'neither --url nor REDIS_URL is given',
  path: 'there is no redis-server or valkey-server on the PATH',
  installed: 'engine install has not built one',
  embedded: 'it is always there',
}

const USED: Words = {
  url: 'a URL comes before everything else',
  path: 'no URL is given',
  installed: 'no URL is given, and the PATH has no server that can be used',
  embedded: 'nothing else is there',
}

const BEFORE: Words = {
  url: 'the URL comes first',
  path: 'the server on the PATH comes first',
  installed: 'the server that was built comes first',
  embedded: 'the in-process server is used',
}

const GENUINE = 'for a genuine Redis, install redis-server, or build one with: redis-patterns engine install'

const FORCED: Readonly<Record<EngineChoice['engine'], readonly (keyof Sources)[]>> = {
  auto: [],
  server: ['path', 'installed'],
  embedded: ['embedded'],
}

/** Why a source is used, or why it is not. */
export function why(
  source: keyof Sources,
  sources: Sources,
  attempt: Attempt,
  { engine }: EngineChoice,
): string {
  const forced = `--engine ${engine} was given`
  if (engine !== 'auto' && !FORCED[engine].includes(source)) return forced
  const candidate = sources[source]
  if (candidate === undefined) return MISSING[source]
  if (candidate === attempt.candidate) return engine === 'auto' ? USED[source] : forced
  const failure = attempt.failures.find((failed) => failed.candidate === candidate)
  return failure?.error.message ?? BEFORE[nameOf(attempt.candidate ?? sources.url, sources)]
}

function nameOf(candidate: Candidate | undefined, sources: Sources): keyof Sources {
  const names = Object.keys(sources) as (keyof Sources)[]
  return names.find((name) => sources[name] === candidate)!
}

/** What would make it better. When there is no engine at all, the problem says what to do. */
export function advice({ candidate, failures }: Attempt, { engine }: EngineChoice): string[] {
  if (candidate === undefined) return []
  const repairs = failures.map(({ error }) => `${error.message}: ${error.hint}`)
  return candidate.kind === 'embedded' && engine === 'auto' ? [...repairs, GENUINE] : repairs
}
