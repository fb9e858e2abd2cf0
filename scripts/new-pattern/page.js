/**
 * The page of a new pattern's library.
 *
 * @param {string} name
 * @param {string} type
 */
export function page(name, type) {
  return `# ${type}

\`redis-patterns/${name}\`: a value that is kept for a while.

**Use it** when …

**Do not use it** when …

<!-- docs: snippet test/lessons/${name}.test.ts#example -->
<!-- docs: end -->

## What it promises

- A value always has an expiry, also when its writer dies.

## What it does not promise

- Redis replicates asynchronously. A failover can lose the last writes.

## Cost

| operation    | commands | round trips |
| ------------ | -------- | ----------- |
| \`put\`, \`get\` | 1        | 1           |
`
}

/**
 * The example that the page shows, run.
 *
 * @param {string} name
 * @param {string} type
 */
export function example(name, type) {
  return `import { expect, test } from 'vitest'
// #region example
import { ${type} } from '../../src/patterns/${name}/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  test('the example of the page answers what it says', async () => {
    const redis = await engine().connect('page')
    // #region example
    const kept = new ${type}(redis, { prefix: 'app:', name: 'note', ttlMs: 60_000 })

    await kept.put('hello')
    const note = await kept.get() // 'hello', for a minute
    // #endregion
    expect(note).toBe('hello')
    await redis.del(kept.key)
  })
})
`
}
