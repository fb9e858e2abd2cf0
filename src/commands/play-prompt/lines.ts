/** A prompt of ours names the client: `b(multi)> GET x`; one of redis-cli (`127.0.0.1:6379[1]>`) or of a manual does not. */
const OWN_PROMPT = /^([a-z]\w{0,15})(?:\((?:multi|waits|listens)\))?> +/i
const OTHER_PROMPT = /^(?:redis|[\w.:-]*:\d+(?:\[\d+\])?(?:\(TX\))?)?> +/i

/** What is to be sent, and by whom: text that was copied from a session may be pasted back. */
export function commandOf(line: string): { client?: string; text: string } {
  const text = line.trim()
  if (text.startsWith('#')) return { text: '' }
  const other = OTHER_PROMPT.exec(text)
  if (other) return { text: text.slice(other[0].length) }
  const own = OWN_PROMPT.exec(text)
  return own ? { client: own[1] ?? '', text: text.slice(own[0].length) } : { text }
}
