// Writes THIRD_PARTY_NOTICES.md: the licence of everything that the program brings along.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import rollupPluginLicense from 'rollup-plugin-license'
import { luaRedisWasm } from './lua-redis-wasm.js'
import { mit } from './mit.js'

// Its types promise an ES module; it is CommonJS.
const license = /** @type {typeof rollupPluginLicense.default} */ (
  /** @type {unknown} */ (rollupPluginLicense)
)

const ALLOWED = '(MIT OR ISC OR Apache-2.0 OR BlueOak-1.0.0 OR BSD-2-Clause OR BSD-3-Clause OR 0BSD)'

/** Packages that name their licence but do not carry its text. @type {Record<string, string>} */
const MISSING_TEXTS = {
  '@bomb.sh/tab': mit('Copyright (c) Bombshell Authors'),
  'find-package-json': mit('Copyright (c) Arnout Kazemier'),
}

/** redis_lua.wasm holds more than JavaScript packages can tell. @type {[name: string, text: string][]} */
const IN_WASM = [
  ['Lua 5.1', mit('Copyright (C) 1994-2012 Lua.org, PUC-Rio.')],
  ['musl', mit('Copyright (C) 2005-2020 Rich Felker, et al.')],
  ['Emscripten', mit('Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.')],
]

/** A licence that is not in the list above, or none, fails the build. */
export function notices() {
  return license({
    thirdParty: {
      multipleVersions: true,
      allow: { test: ALLOWED, failOnUnlicensed: true, failOnViolation: true },
      output: { file: path.resolve('THIRD_PARTY_NOTICES.md'), template: write },
    },
  })
}

/** @param {import('rollup-plugin-license').Dependency[]} packages */
function write(packages) {
  return [
    '# Third-party notices',
    'The `redis-patterns` program contains the software below. The library, `redis-patterns/<pattern>`, contains none of it.',
    ...byText(packages).map(([names, text]) => section(names, text)),
    '# Compiled into redis_lua.wasm',
    ...IN_WASM.map(([name, text]) => section(name, text)),
    luaModules(),
  ].join('\n\n')
}

/** Many packages share one text to the letter: it is printed once. @param {import('rollup-plugin-license').Dependency[]} packages */
function byText(packages) {
  /** @type {Map<string, string[]>} */
  const names = new Map()
  for (const found of packages) {
    const text = fullText(found)
    names.set(text, [...(names.get(text) ?? []), `${found.name} ${found.version} (${found.license})`])
  }
  return [...names].map(([text, sharers]) => /** @type {const} */ ([sharers.join(', '), text]))
}

/** @param {import('rollup-plugin-license').Dependency} found */
function fullText(found) {
  const text = found.licenseText ?? MISSING_TEXTS[String(found.name)]
  if (text === undefined)
    throw new Error(`${found.name} does not carry the text of its licence, ${found.license}`)
  return [text.trim(), found.noticeText?.trim()].filter(Boolean).join('\n\n')
}

/** @param {string} heading @param {string} text */
function section(heading, text) {
  return `## ${heading}\n\n\`\`\`text\n${text}\n\`\`\``
}

/** cjson, cmsgpack, struct and bit: their own notices, under our headings. */
function luaModules() {
  const text = readFileSync(path.join(luaRedisWasm(), 'THIRD_PARTY_NOTICES.md'), 'utf8')
  return text.slice(text.indexOf('## '))
}
