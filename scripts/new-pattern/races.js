/** @param {string} name @param {string} type */
export function underTest(name, type) {
  return `import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** A ${name}, as \`redis-patterns race ${name}\` runs it. */
export interface ${type}UnderTest {
  /** Writes the value. It must expire. */
  put(value: string): Promise<unknown>
}

export interface ${type}RaceOptions extends RaceOptions {
  /** The value must be gone after so long. */
  ttlMs: number
}

/** The default export of a file for \`--impl\`. */
export type Make${type} = (redis: Redis, options: ${type}RaceOptions) => ${type}UnderTest
`
}

/** @param {string} name @param {string} type */
export function races(name, type) {
  return `import { ${type} } from '../../../patterns/${name}/index.js'
import { Naive${type} } from '../../../patterns/${name}/naive.js'
import { defineRace, defineRaces, type Version } from '../../../race/define.js'
import { immortalKeys } from '../../../race/invariants.js'
import type { ${type}UnderTest } from '../../../race/under-test/${name}.js'
import template from './template.ts.txt'

const TTL_MS = 10_000

const naive: Version<${type}UnderTest> = {
  title: 'SET, then PEXPIRE',
  make: (redis, { prefix }) => new Naive${type}(redis, { name: '${name}', prefix, ttlMs: TTL_MS }),
}

const safe: Version<${type}UnderTest> = {
  title: '${type} of redis-patterns',
  make: (redis, { prefix }) => new ${type}(redis, { name: '${name}', prefix, ttlMs: TTL_MS }),
}

${definitions(type)}

export default defineRaces<${type}UnderTest>({
  pattern: '${name}',
  api: '${type}UnderTest',
  methods: ['put'],
  settings: { ttlMs: TTL_MS },
  template,
  races: [crash, glimpse],
})
`
}

/** @param {string} type */
function definitions(type) {
  return `const crash = defineRace<${type}UnderTest, object>({
  name: 'crash',
  title: 'Die between two commands',
  summary: 'Each client writes a value, and one of them may die between two commands.',
  clients: 2,
  faults: { deaths: 1 },
  world: () => ({}),
  client: async ({ api, name }) => void (await api.put(name)),
  invariants: [{ claim: 'every value expires', when: 'at the end', broken: immortalKeys }],
  naive,
  safe,
})

const glimpse = defineRace<${type}UnderTest, object>({
  name: 'glimpse',
  title: 'A moment without an expiry',
  summary: 'Each client writes a value. Whoever looks between two commands sees one that never expires.',
  clients: 2,
  world: () => ({}),
  client: async ({ api, name }) => void (await api.put(name)),
  invariants: [
    { claim: 'a value always has an expiry', broken: immortalKeys },
    {
      claim: 'the value is written',
      when: 'at the end',
      broken: ({ keys }) => (keys.length === 0 ? 'nothing was written' : undefined),
    },
  ],
  naive,
  safe,
})`
}

/** @param {string} name @param {string} type */
export function template(name, type) {
  return `import type { Make${type} } from 'redis-patterns/race'

// A ${name} to begin with. It has a fault: let the race find it, and mend it.
//
//   redis-patterns race ${name} --impl ./my-${name}.ts

const make${type}: Make${type} = (redis, { prefix, ttlMs }) => ({
  async put(value) {
    await redis.set(\`\${prefix}mine\`, value)
    await redis.pexpire(\`\${prefix}mine\`, ttlMs)
  },
})

export default make${type}
`
}
