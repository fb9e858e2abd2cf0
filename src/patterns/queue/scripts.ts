import now from '../_kit/now.lua'
import { defineScript } from '../_kit/script.js'
import add from './add.lua'
import bury from './bury.lua'
import deadLetters from './dead-letters.lua'
import due from './due.lua'
import extend from './extend.lua'
import parts from './queue.lua'
import record from './record.lua'
import remove from './remove.lua'
import resume from './resume.lua'
import revive from './revive.lua'
import settle from './settle.lua'
import stats from './stats.lua'
import type { JobState } from './types.js'
import work from './work.lua'

/** In the order in which queue.lua takes them. */
export const KEYS = [
  'jobs',
  'payloads',
  'waiting',
  'delayed',
  'active',
  'dead',
  'done',
  'state',
  'wake',
] as const

/** How an attempt ended, in the words of settle.lua. */
export type Outcome = 'done' | 'retried' | 'dead' | 'returned' | 'lost'

export const addScript = defineScript({
  name: 'add.lua',
  source: now + record + parts + add,
  keys: KEYS,
  args: ['now', '...each'],
  reply: (raw) => words<JobState | ''>(raw),
})

export const workScript = defineScript({
  name: 'work.lua',
  source: now + record + parts + bury + settle + due + work,
  keys: KEYS,
  args: ['now', 'count', 'leaseMs', 'token', 'keepMs', 'mostDead', 'watchMs', 'reason', '...finished'],
  reply(raw) {
    const [taken, others, nextInMs, expired, dropped] = raw as WorkReply
    return {
      /** id, payload and record, again and again. */
      taken,
      /** How those of the finished ended that are not simply done, by their index. */
      others: outcomesByIndex(others),
      /** -1: nothing is due. */
      nextInMs: Number(nextInMs),
      expired: expired.map(([id, attempt, state]) => ({
        id: id.toString(),
        attempt: Number(attempt),
        isDead: state.toString() === 'dead',
      })),
      dropped: Number(dropped),
    }
  },
})
type WorkReply = [
  taken: Buffer[],
  others: (number | Buffer)[],
  nextInMs: number,
  expired: [id: Buffer, attempt: number, state: Buffer][],
  dropped: number,
]

export const extendScript = defineScript({
  name: 'extend.lua',
  source: now + record + extend,
  keys: ['jobs', 'active'],
  args: ['now', 'leaseMs', '...leases'],
  reply: (raw) => (raw as unknown[]).map((renewed) => Number(renewed) === 1),
})

export const removeScript = defineScript({
  name: 'remove.lua',
  source: record + parts + remove,
  keys: KEYS,
  args: ['only', '...ids'],
  reply: (raw) => words<JobState | ''>(raw),
})

export const reviveScript = defineScript({
  name: 'revive.lua',
  source: record + parts + revive,
  keys: KEYS,
  args: ['...ids'],
  reply: Number,
})

export const deadLettersScript = defineScript({
  name: 'dead-letters.lua',
  source: deadLetters,
  keys: ['jobs', 'payloads', 'dead'],
  args: ['first', 'count'],
  reply: (raw) => raw as [id: Buffer, diedAtMs: Buffer, record: Buffer, payload: Buffer][],
})

export const resumeScript = defineScript({
  name: 'resume.lua',
  source: resume,
  keys: ['state', 'wake'],
  args: [],
  reply: (raw) => Number(raw) === 1,
})

export const statsScript = defineScript({
  name: 'stats.lua',
  source: stats,
  keys: ['waiting', 'delayed', 'active', 'dead', 'state'],
  args: [],
  reply: (raw) => (raw as unknown[]).map(Number),
})

function outcomesByIndex(others: readonly (number | Buffer)[]): Map<number, Outcome> {
  const outcomes = new Map<number, Outcome>()
  for (let at = 0; at < others.length; at += 2) {
    outcomes.set(Number(others[at]) - 1, String(others[at + 1]) as Outcome)
  }
  return outcomes
}

function words<Word extends string>(raw: unknown): Word[] {
  return (raw as Buffer[]).map((word) => word.toString() as Word)
}
