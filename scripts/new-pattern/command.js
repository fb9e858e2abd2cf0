/** @param {string} name */
export function command(name) {
  return `import { defineCommand } from '../../scenario/define.js'
import { basics } from './basics.js'
import { ${name}Params } from './params.js'

export default defineCommand({
  name: '${name}',
  summary: '${name} in one sentence',
  reference: {
    structure: 'string',
    useCase: 'what it is used for',
    reachFor: 'when it is the right tool',
    beware: 'what goes wrong without care',
  },
  params: ${name}Params,
  scenarios: [basics],
  highlights: ['basics'],
  examples: [{ command: '${name}', why: 'every scenario, one after the other' }],
  next: [{ command: 'redis-patterns ${name} --ttl 10s', why: 'a shorter life' }],
})
`
}

/** @param {string} name */
export function params(name) {
  return `import { duration } from '../../scenario/params.js'

export const ${name}Params = {
  ttl: duration({ default: 60_000, min: 1_000, max: 86_400_000, help: 'how long a value lives' }),
}
`
}

/**
 * @param {string} name
 * @param {string} type
 */
export function scenario(name, type) {
  return `import { ${type} } from '../../patterns/${name}/index.js'
import { Naive${type} } from '../../patterns/${name}/naive.js'
import { crashAfter } from '../../scenario/crash.js'
import type { Scenario, Stage } from '../../scenario/define.js'
import type { Event } from '../../scenario/event.js'
import type { ParamValues } from '../../scenario/params.js'
import type { ${name}Params } from './params.js'

type Params = typeof ${name}Params

export const basics: Scenario<Params> = {
  name: 'basics',
  title: 'A crash between two commands',
  summary: 'A client dies before its second command.',
  uses: ['ttl'],
  run: play,
}

async function* play(stage: Stage<ParamValues<Params>>): AsyncGenerator<Event, void, void> {
  const options = { prefix: stage.namespace, ttlMs: stage.params.ttl }

  yield { type: 'note', text: 'The naive version writes first and sets the expiry afterwards. Its client dies in between.' }
  const connection = await stage.actor('naive')
  const naive = new Naive${type}(connection, { ...options, name: 'naive' })
  await crashAfter(1, connection, () => naive.put('hello'))
  const left = await stage.state('left behind', [naive.key])
  yield left
  yield {
    type: 'verdict',
    id: 'basics.naive',
    claim: 'the naive version leaves a value that never expires',
    holds: left.keys[0]?.type === 'string' && left.keys[0].ttlSeconds === null,
  }

  yield { type: 'note', text: 'The safe version does both in one command. There is no in between.' }
  const safe = new ${type}(await stage.actor('safe'), { ...options, name: 'safe' })
  await safe.put('hello')
  const kept = await stage.state('with its expiry', [safe.key])
  yield kept
  yield {
    type: 'verdict',
    id: 'basics.safe',
    claim: 'the safe version always has an expiry',
    holds: kept.keys[0]?.ttlSeconds !== null && (await safe.get()) === 'hello',
  }
}
`
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} lesson
 */
export function lesson(name, type, lesson) {
  return `---
id: ${lesson}
title: ${type}
pattern: ${name}
minutes: 10
needs: 00-redis
---

# ${type}

<!-- docs: run ${name} --engine embedded -->
<!-- docs: end -->

## Every order

\`\`\`race
race: ${name} crash
\`\`\`

## Mend one yourself

\`\`\`fix
id: mend-${name}
goal: A value always has an expiry.
pattern: ${name}
hints:
  - SET can give the value its end as well, with PX.
solution: |
  -await redis.set(\`\${prefix}mine\`, value)
  -await redis.pexpire(\`\${prefix}mine\`, ttlMs)
  +await redis.set(\`\${prefix}mine\`, value, 'PX', ttlMs)
wrong:
  - try: |
      -await redis.pexpire(\`\${prefix}mine\`, ttlMs)
    says: "${name} crash: explored"
  - try: |
      -await redis.set(\`\${prefix}mine\`, value)
      -await redis.pexpire(\`\${prefix}mine\`, ttlMs)
      +await redis.pexpire(\`\${prefix}mine\`, ttlMs)
      +await redis.set(\`\${prefix}mine\`, value)
    says: "${name} crash: explored"
\`\`\`
`
}
