import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** The build imports Lua and text files as text; the tests do the same, before Vite takes a text for an asset. */
const asText = {
  name: 'as-text',
  enforce: 'pre' as const,
  load: (id: string) =>
    /\.(lua|txt)$/.test(id) ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : null,
}

export default defineConfig({
  plugins: [asText],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/announce.ts'],
    env: { FORCE_COLOR: '0', NO_COLOR: '1' },
    expect: { requireAssertions: true },
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
