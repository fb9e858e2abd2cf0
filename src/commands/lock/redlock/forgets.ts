import type { Event } from '../../../scenario/event.js'
import { names } from './deaths.js'
import { type Electorate, inWords, isLease } from './electorate.js'
import { Votes } from './votes.js'

/** What it cannot promise: a server that comes back without its data gives its vote again. */
export async function* oneForgets(electorate: Electorate): AsyncGenerator<Event, void, void> {
  const { servers, majority } = electorate
  const forgetful = servers.slice(majority - 1, majority)
  const others = servers.slice(majority)
  yield {
    type: 'note',
    text: `What it cannot promise. ${names(forgetful)} comes back, and app-1 gets the lock with ${majority} votes. Then ${names(forgetful)} restarts without its data, and ${names(others)} ${others.length === 1 ? 'comes' : 'come'} back, empty, too. app-2 asks: ${names(forgetful)} votes a second time.`,
  }
  await restart(forgetful)
  const first = await (await electorate.client('app-1')).ask()
  await restart([...forgetful, ...others])
  const second = await (await electorate.client('app-2')).ask()
  const votes = await Votes.of(electorate)
  yield votes.table('forgets', 'two have the lock')
  yield {
    type: 'verdict',
    id: 'redlock.forgets',
    claim: 'a server that forgets its vote can give the lock to two',
    holds: isLease(first) && first.remainingMs > 0 && isLease(second) && votes.for(second) >= majority,
    detail: `app-1 ${inWords(first)}, app-2 ${inWords(second)}, and no fencing number tells them apart`,
  }
}

async function restart(servers: Electorate['servers']): Promise<void> {
  await Promise.all(servers.map((server) => server.restart()))
}
