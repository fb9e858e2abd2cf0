import { PatternError } from '../../../patterns/lock/index.js'
import type { StageServer } from '../../../scenario/define.js'
import type { Event } from '../../../scenario/event.js'
import { counted } from '../../../scenario/text.js'
import { type Client, type Electorate, inWords, isLease } from './electorate.js'
import { Votes } from './votes.js'

export interface Clients {
  one: Client
  two: Client
}

/** Some servers die, but not most. */
export async function* minorityDies(
  electorate: Electorate,
  { one, two }: Clients,
): AsyncGenerator<Event, void, void> {
  const { servers, majority } = electorate
  const dying = servers.slice(majority)
  yield {
    type: 'note',
    text: `${names(dying)} ${dying.length === 1 ? 'dies' : 'die'}; ${majority} of ${servers.length} are left. app-1 asks all of them and gets ${majority} votes, which is most: it has the lock. app-2 asks, too. ${majority} say no, so it cannot get most, whatever the others would have said.`,
  }
  for (const server of dying) await server.stop()
  const first = await one.ask()
  const second = await two.ask()
  const votes = await Votes.of(electorate)
  yield votes.table('minority', `${dying.length} of ${servers.length} are stopped`)
  await one.release(first)
  yield {
    type: 'verdict',
    id: 'redlock.minority',
    claim: 'the majority that is left still grants the lock, and to one only',
    holds: isLease(first) && votes.for(first) === majority && second === null,
    detail: `app-1 ${inWords(first)} on ${votes.for(first)} of ${servers.length}; app-2: ${inWords(second)}`,
  }
}

/** One more dies. */
export async function* majorityDies(
  electorate: Electorate,
  { one }: Clients,
): AsyncGenerator<Event, void, void> {
  const { servers, majority } = electorate
  const left = majority - 1
  const dying = servers.slice(left, majority)
  yield {
    type: 'note',
    text: `${names(dying)} dies, too; ${left} of ${servers.length} ${left === 1 ? 'is' : 'are'} left, and no majority. app-1 must not work. It gives back at once what it got, so that nobody has to wait until that expires.`,
  }
  for (const server of dying) await server.stop()
  const answer = await one.ask()
  const votes = await Votes.of(electorate)
  yield votes.table('majority', `${servers.length - left} of ${servers.length} are stopped`)
  yield {
    type: 'verdict',
    id: 'redlock.majority',
    claim: 'without a majority nobody gets it, and nothing stays behind',
    holds: answer instanceof PatternError && answer.code === 'NO_QUORUM' && votes.given === 0,
    detail: `app-1: ${inWords(answer)}; ${counted(votes.given, 'server')} left with a lock`,
  }
}

export function names(servers: readonly StageServer[]): string {
  const all = servers.map(({ name }) => name)
  return all.length === 1 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}
