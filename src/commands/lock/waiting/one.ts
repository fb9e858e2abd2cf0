import type { Lease, Lock } from '../../../patterns/lock/index.js'
import type { Event } from '../../../scenario/event.js'
import type { LockStage } from '../params.js'
import { openProcess } from './line.js'

/** One waits, so that every command of it can be seen. */
export async function* oneWaits(stage: LockStage): AsyncGenerator<Event, void, void> {
  const open = (actor: string) => openProcess(stage, { actor, name: 'one' })
  const [holder, app] = [await open('holder'), await open('app-1')]

  yield {
    type: 'note',
    text: 'The queue, with one waiter. app-1 is refused. It subscribes to the channel of its process, and joins the queue: it is told how many wait before it, and how many ms the lease still has. Then it sends nothing.',
  }
  const lease = await holder.lock.acquire()
  const { turn } = await app.join()
  yield await lookAt(stage, 'while app-1 waits', holder.lock)

  yield {
    type: 'note',
    text: 'The release writes the token of the first waiter into the lock and publishes a message, in one step. app-1 hears it and claims the lock, which gives it its fencing number and its full lease.',
  }
  await lease.release()
  yield* handedOver(stage, holder.lock, lease, await turn)
}

async function* handedOver(
  stage: LockStage,
  lock: Lock,
  before: Lease,
  after: Lease,
): AsyncGenerator<Event, void, void> {
  const state = await lookAt(stage, 'after the release', lock)
  yield state
  yield {
    type: 'verdict',
    id: 'waiting.one',
    claim: 'the lock goes from one to the other and is never free between',
    holds: state.keys[0]?.preview[0] === after.token && after.fencingToken > before.fencingToken,
    detail: `it held ${before.token}, then ${after.token}`,
  }
}

function lookAt(stage: LockStage, title: string, { key }: Lock) {
  return stage.state(title, [key, `${key}:queue`])
}
