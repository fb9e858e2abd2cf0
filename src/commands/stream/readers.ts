import { naiveStream, orderStream } from './orders.js'
import type { StreamStage } from './params.js'

/** Who follows a stream. */
export interface Reader {
  /** Waits for what is new. */
  read(): Promise<number[]>
  /** What has come while it was busy, up to an order; nothing for those who cannot ask for it. */
  catchUp(latest: number): Promise<number[]>
}

export type OpenReader = (stage: StreamStage, name: string) => Promise<Reader>

/** Longer than a scene: a read ends because something has come. */
const BLOCK_MS = 60_000

/** Reads from `$`, again and again. */
export const naiveReader: OpenReader = async (stage, name) => {
  const stream = naiveStream(stage, await stage.actor('reader'), name)
  return {
    read: async () => (await stream.readNew(BLOCK_MS)).map(({ event }) => event),
    catchUp: async () => [],
  }
}

/** Reads on from the last entry that it has read. */
export const safeReader: OpenReader = async (stage, name) => {
  const tail = orderStream(stage, await stage.actor('reader'), name).tail({ blockMs: BLOCK_MS })
  const next = async () => {
    const { value } = await tail.next()
    return value === undefined ? [] : [value.event]
  }
  return {
    read: next,
    async catchUp(latest) {
      const got: number[] = []
      while (got.at(-1) !== latest) got.push(...(await next()))
      return got
    },
  }
}
