import type { Context } from './context.js'
import { checkUserId } from './options.js'
import type { Place } from './places.js'
import { destroyAllScript, destroyScript, listScript } from './scripts.js'
import { digestOf, parseId } from './tokens.js'
import type { ListedSession, SessionHandle } from './types.js'

export async function list<Data>(context: Context, userId: string): Promise<ListedSession<Data>[]> {
  const places = await listed(context, userId)
  const found = await Promise.all(places.map((place) => read<Data>(context, place)))
  // The index is of a tag, and users can share one. Some may have ended since it was read.
  return found.filter((session) => session?.userId === userId) as ListedSession<Data>[]
}

export async function revoke(context: Context, userId: string, handle: SessionHandle): Promise<boolean> {
  const user = context.places.ofUser(checkUserId(userId))
  const digest = digestOf(handle)
  if (digest === null) return false
  const place = context.places.inIndexOf(user, digest)
  const revoked = await destroyScript.run(context.redis, place, { now: context.now, userId })
  if (revoked) context.tell({ type: 'destroyed', handle })
  return revoked
}

/** Sees which there are, and ends exactly those, or none when another has come meanwhile: then it looks again. */
export async function destroyAll(context: Context, userId: string, except?: string): Promise<number> {
  const { index } = context.places.ofUser(checkUserId(userId))
  const spared = parseId(except)
  const args = { userId, except: spared === null ? '' : context.places.ofId(spared).digest }
  for (;;) {
    const sessions = (await listed(context, userId)).map(({ session }) => session)
    const keys = { index, sessions }
    const count = await destroyAllScript.run(context.redis, keys, { now: context.now, ...args })
    if (count === null) continue
    context.tell({ type: 'all-destroyed', userId, count })
    return count
  }
}

async function listed({ redis, places, now }: Context, userId: string): Promise<Place[]> {
  const user = places.ofUser(checkUserId(userId))
  const digests = await listScript.run(redis, { index: user.index }, { now })
  return digests.map((digest) => places.inIndexOf(user, digest))
}

async function read<Data>(context: Context, place: Place): Promise<ListedSession<Data> | null> {
  const content = context.liveContent<Data>(await context.redis.hgetall(place.session))
  return content && { handle: place.handle, ...content }
}
