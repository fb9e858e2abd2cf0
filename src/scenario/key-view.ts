import type { Connection } from '../engine/engine.js'
import type { KeyView } from './event.js'
import { hashSlot } from './slot.js'
import { asText, shorten } from './text.js'

const PREVIEWED = 5
const MOST_CHARACTERS = 60

interface Look {
  length(redis: Connection, key: string): Promise<number>
  preview(redis: Connection, key: string): Promise<Buffer[]>
}

/** How to look at each type without reading all of it. */
const LOOKS: Record<string, Look> = {
  string: {
    length: (redis, key) => redis.strlen(key),
    preview: async (redis, key) => [await redis.getrangeBuffer(key, 0, MOST_CHARACTERS)],
  },
  list: {
    length: (redis, key) => redis.llen(key),
    preview: (redis, key) => redis.lrangeBuffer(key, 0, PREVIEWED - 1),
  },
  hash: {
    length: (redis, key) => redis.hlen(key),
    preview: async (redis, key) => pairs((await redis.hscanBuffer(key, 0, 'COUNT', PREVIEWED))[1], '='),
  },
  set: {
    length: (redis, key) => redis.scard(key),
    preview: async (redis, key) => (await redis.sscanBuffer(key, 0, 'COUNT', PREVIEWED))[1],
  },
  zset: {
    length: (redis, key) => redis.zcard(key),
    preview: async (redis, key) =>
      pairs(await redis.zrevrangeBuffer(key, 0, PREVIEWED - 1, 'WITHSCORES'), ' '),
  },
  stream: {
    length: (redis, key) => redis.xlen(key),
    preview: async (redis, key) =>
      (await redis.xrevrangeBuffer(key, '+', '-', 'COUNT', PREVIEWED)).map(([id]) => id),
  },
}

export async function viewKey(redis: Connection, key: string, cluster: boolean): Promise<KeyView> {
  const [type, left] = await Promise.all([redis.type(key), redis.pttl(key)])
  const look = LOOKS[type]
  const [length, preview] = look
    ? await Promise.all([look.length(redis, key), look.preview(redis, key)])
    : [0, []]
  const view: KeyView = {
    key,
    type,
    // Rounded up, so that the few milliseconds a step takes do not show.
    ttlSeconds: left < 0 ? null : Math.ceil(left / 1000),
    length,
    preview: shown(preview),
  }
  if (cluster) view.slot = hashSlot(key)
  return view
}

function shown(elements: Buffer[]): string[] {
  return elements.slice(0, PREVIEWED).map((element) => shorten(asText(element), MOST_CHARACTERS))
}

function pairs(flat: readonly Buffer[], join: string): Buffer[] {
  const joined: Buffer[] = []
  for (let index = 0; index + 1 < flat.length; index += 2)
    joined.push(Buffer.concat([flat[index] as Buffer, Buffer.from(join), flat[index + 1] as Buffer]))
  return joined
}
