import { defineConfig } from 'vitest/config'

/** The build imports Lua files as text; the tests do the same. */
const luaAsText = {
  name: 'lua-as-text',
  transform(code: string, id: string) {
    return id.endsWith('.lua') ? { code: `export default ${JSON.stringify(code)}`, map: null } : null
  },
}

export default defineConfig({
  plugins: [luaAsText],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/announce.ts'],
    env: { FORCE_COLOR: '0', NO_COLOR: '1' },
    expect: { requireAssertions: true },
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
