import type { Event } from '../../scenario/event.js'
import { APART_MS, grow, growthChart, growthTable, isAbout, NODE, totalOf } from './growth.js'
import type { StreamScenario, StreamStage } from './params.js'
import { slowReader } from './slow-reader.js'

export const trim: StreamScenario = {
  name: 'trim',
  title: 'A stream grows until somebody trims it',
  summary:
    'Orders come and come. Without a limit the stream keeps them all; with one, slow readers miss some.',
  uses: ['maxlen'],
  next: [
    { command: 'redis-patterns stream trim --maxlen 500', why: 'room for slower readers' },
    { command: 'redis-patterns stream replay', why: 'read again what is still there' },
  ],
  run: playTrim,
}

async function* playTrim(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const { maxlen } = stage.params
  const total = totalOf(maxlen)

  yield {
    type: 'note',
    text: `${total} orders are appended, one a second by their ids. XADD alone removes nothing, nor do XREAD and XACK: what was read and acknowledged stays. The stream has an entry for every order that ever was.`,
  }
  const naive = await grow(stage, 'no-limit', 'never')
  yield growthTable('trim.naive', { 'no limit': naive })
  yield {
    type: 'verdict',
    id: 'trim.naive',
    claim: 'without a limit the stream keeps everything',
    holds: naive.lengths.at(-1) === total,
    detail: `${naive.lengths.at(-1)} entries after ${total} orders`,
  }

  yield {
    type: 'note',
    text: `With a limit each XADD trims as well. MAXLEN ~ ${maxlen} keeps the newest ${maxlen}, about: entries lie in nodes of ${NODE}, and ~ removes whole nodes only, which costs next to nothing. MINID ~ removes what is older than some time, here ${maxlen} s.`,
  }
  const byLength = await grow(stage, 'by-length', { maxLen: maxlen })
  const byAge = await grow(stage, 'by-age', { minAgeMs: maxlen * APART_MS })
  const growths = { 'no limit': naive, 'MAXLEN ~': byLength, 'MINID ~': byAge }
  yield growthTable('trim', growths)
  yield {
    type: 'verdict',
    id: 'trim.maxlen',
    claim: `with MAXLEN ~ it keeps at least ${maxlen} and at most a node more`,
    holds: isAbout(byLength, maxlen, total),
    detail: `${byLength.lengths.at(-1)} at the end, ${Math.max(...byLength.lengths)} at most`,
  }
  yield {
    type: 'verdict',
    id: 'trim.minid',
    claim: `with MINID ~ nothing younger than ${maxlen} s is removed`,
    holds: isAbout(byAge, maxlen, total),
    detail: `${byAge.lengths.at(-1)} at the end, ${Math.max(...byAge.lengths)} at most`,
  }

  yield {
    type: 'note',
    text: `The same three streams while the ${total} orders came. The trimmed ones level off; the other one grows until the memory is full.`,
  }
  yield growthChart(total, growths)
  yield* slowReader(stage, total)
}
