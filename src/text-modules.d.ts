/** Lua and text files are imported as text: by rolldown in the build, by a small plugin in the tests. */
declare module '*.lua' {
  const source: string
  export default source
}

declare module '*.txt' {
  const text: string
  export default text
}
