import type { KeyView, Reply, SequenceChart } from '../../scenario/event.js'

/** What all keys begin with, up to a colon; it leaves a name to each of them. */
export function keyPrefix({ before, rows }: SequenceChart): string {
  const keys = [...before, ...rows.flatMap((row) => row.keys)].map(({ key }) => key)
  const [first = ''] = keys
  const shared = keys.reduce((start, key) => sharedStart(start, key.slice(0, -1)), first)
  // Half a hash tag would look like a mistake.
  const whole = shared.replace(/\{[^}]*$/, '')
  return whole.slice(0, whole.lastIndexOf(':') + 1)
}

/** The same chart with its keys, arguments and replies that begin with the prefix without it. */
export function withoutPrefix(chart: SequenceChart): SequenceChart {
  const prefix = keyPrefix(chart)
  const short = (text: string) =>
    text.startsWith(prefix) && text !== prefix ? text.slice(prefix.length) : text
  const shortKeys = (keys: readonly KeyView[]) => keys.map((view) => ({ ...view, key: short(view.key) }))
  const shortReply = (reply: Reply): Reply => {
    if (typeof reply === 'string') return short(reply)
    return Array.isArray(reply) ? reply.map(shortReply) : reply
  }
  return {
    ...chart,
    before: shortKeys(chart.before),
    rows: chart.rows.map((row) => ({
      ...row,
      keys: shortKeys(row.keys),
      commands: row.commands.map((sent) => ({
        ...sent,
        command: sent.command.map(short),
        ...(sent.reply !== undefined && { reply: shortReply(sent.reply) }),
      })),
    })),
  }
}

function sharedStart(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return one.slice(0, length)
}
