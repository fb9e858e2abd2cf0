import { defineConfig } from 'vitest/config'

/** The build imports Lua and text files as text; the tests do the same. */
const asText = {
  name: 'as-text',
  transform(code: string, id: string) {
    return /\.(lua|txt)$/.test(id) ? { code: `export default ${JSON.stringify(code)}`, map: null } : null
  },
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
