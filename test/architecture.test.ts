import { describe, expect, it } from 'vitest'
import { type Rules, violations } from './architecture/rules.js'
import { readSource, readSources } from './architecture/source.js'

/** The house rules: each zone of src, and what it may import from. */
const RULES: Rules = {
  zones: {
    'patterns/_kit': { imports: [] },
    'patterns/*': { imports: ['patterns/_kit'] },
    engine: { imports: [] },
    scenario: { imports: ['patterns/_kit'], types: ['engine'] },
    state: { imports: [] },
    race: { imports: ['patterns/*', 'scenario'], types: ['engine'] },
    render: { imports: [], types: ['scenario/event.js'] },
    lessons: { imports: ['patterns/*', 'scenario', 'race'], types: ['engine'] },
    'commands/race': { imports: ['commands', 'race', 'scenario', 'engine'] },
    'commands/learn': {
      imports: [
        'commands',
        'commands/play-prompt',
        'commands/race',
        'lessons',
        'race',
        'scenario',
        'state',
        'engine',
        'render',
      ],
    },
    'commands/demo': { imports: ['commands', 'scenario', 'engine', 'render'] },
    'commands/play-prompt': {
      imports: ['commands', 'patterns/*', 'scenario', 'state', 'engine', 'render'],
    },
    'commands/*': { imports: ['patterns/*', 'scenario', 'race'], types: ['engine'] },
    commands: {
      imports: ['commands/*', 'lessons', 'race', 'scenario', 'state', 'engine', 'render', 'package.json'],
    },
    cli: { imports: ['commands', 'scenario', 'engine', 'render'] },
  },
  packages: [
    { names: ['chalk', 'cli-table3'], at: ['src/render/terminal/'], why: 'only render/terminal draws' },
    { names: ['inquirer', '@inquirer'], at: ['src/commands/prompt.ts'], why: 'only commands/prompt.ts asks' },
    {
      names: ['commander'],
      at: ['src/cli.ts', 'src/commands/'],
      why: 'only cli and commands parse arguments',
    },
    { names: ['ioredis'], at: ['src/engine/'], typesAnywhere: true, why: 'only engine makes connections' },
    { names: ['node:net', 'node:tls'], at: ['src/engine/'], why: 'only engine opens connections' },
    { names: ['node:child_process'], at: ['src/engine/'], why: 'only engine starts programs' },
    {
      names: ['js-redis-server', 'redis-memory-server', 'lua-redis-wasm'],
      at: ['src/engine/'],
      why: 'only engine knows where a Redis comes from',
    },
  ],
  process: ['src/cli.ts'],
}

describe('the sources', () => {
  const sources = readSources('src')

  it('import only what the house rules allow', () => {
    expect(violations(sources, RULES)).toEqual([])
  })

  it('keep the naive versions out of the library', () => {
    const library = sources.filter(({ file }) => file.startsWith('src/patterns/'))
    const naive = library.filter(({ imports }) => imports.some(({ specifier }) => /naive/.test(specifier)))
    expect(naive.map(({ file }) => file)).toEqual([])
  })
})

describe('the checker', () => {
  it.each([
    ['src/patterns/lock/index.ts', `import { top } from '../leaderboard/index.js'`],
    ['src/patterns/_kit/keys.ts', `export * from '../lock/index.js'`],
    ['src/patterns/lock/index.ts', `import { Redis } from 'ioredis'`],
    ['src/engine/index.ts', `import type { Event } from '../scenario/event.js'`],
    ['src/scenario/run.ts', `import { openEngine } from '../engine/index.js'`],
    ['src/scenario/run.ts', `const engine = await import('../engine/index.js')`],
    ['src/scenario/run.ts', `import lock from '../commands/lock/index.js'`],
    ['src/render/json.ts', `import type { Rng } from '../scenario/rng.js'`],
    ['src/render/json.ts', `import { SCHEMA_VERSION } from '../scenario/event.js'`],
    ['src/render/plain/index.ts', `import chalk from 'chalk'`],
    ['src/commands/lock/index.ts', `import { io } from '../io.js'`],
    ['src/commands/lock/index.ts', `import queue from '../queue/index.js'`],
    ['src/commands/menu.ts', `import { select } from '@inquirer/prompts'`],
    ['src/commands/menu.ts', `await import(name)`],
    ['src/commands/play.ts', `import { connect } from 'node:net'`],
    ['src/commands/io.ts', `const width = process.stdout.columns`],
    ['src/commands/io.ts', `import { argv } from 'node:process'`],
    ['src/helpers/index.ts', `import { run } from '../cli.js'`],
  ])('refuses, in %s, %s', (file, text) => {
    expect(violations([readSource(file, text)], RULES)).toEqual([expect.stringContaining(file)])
  })

  it.each([
    ['src/scenario/run.ts', `import type { Engine } from '../engine/engine.js'`],
    ['src/scenario/run.ts', `import { type Engine } from '../engine/engine.js'`],
    ['src/scenario/run.ts', `type Engine = import('../engine/engine.js').Engine`],
    ['src/patterns/lock/index.ts', `import type { Redis } from 'ioredis'`],
    ['src/patterns/lock/index.ts', `import acquire from './acquire.lua'`],
    ['src/commands/lock/index.ts', `import { Lock } from '../../patterns/lock/index.js'`],
    ['src/commands/index.ts', `import lock from './lock/index.js'`],
    ['src/commands/io.ts', `io.process({ process: 1 })`],
    ['src/cli.ts', `process.exitCode = 1`],
  ])('allows, in %s, %s', (file, text) => {
    expect(violations([readSource(file, text)], RULES)).toEqual([])
  })

  it('names the file, the import and the rule', () => {
    const planted = readSource('src/engine/index.ts', `import { rng } from '../scenario/rng.js'`)
    expect(violations([planted], RULES)).toEqual([
      'src/engine/index.ts imports ../scenario/rng.js: engine may not import from scenario',
    ])
  })
})
