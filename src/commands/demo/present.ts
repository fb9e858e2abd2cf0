import type { Io } from '../io.js'
import { readingMs } from '../pace.js'
import { accessible, DEFAULT_LOOK } from '../screen.js'
import { type Hall, openHall } from './hall.js'
import { keyLeader, type Leader, lineLeader, noLeader, type Turn } from './keys.js'
import type { DemoOptions } from './params.js'
import type { Reel } from './reel.js'
import type { Slide } from './slides.js'

/** Where in the reel one is: a slide, and of one that is too long for the screen a page. */
interface Position {
  slide: number
  page: number
}

/** Shows the reel, forward and back, until its end or until somebody quits. */
export async function present(reel: Reel, options: DemoOptions, io: Io): Promise<void> {
  const hall = openHall({ ...DEFAULT_LOOK, ...options }, io)
  const { leader, hints } = leaderOf(options, io)
  hall.open()
  try {
    let at: Position | undefined = { slide: 0, page: 0 }
    while (at !== undefined) at = await showOne(at, { reel, options, hall, leader, hints })
  } finally {
    leader.close()
    hall.close()
  }
}

interface Show {
  reel: Reel
  options: DemoOptions
  hall: Hall
  leader: Leader
  hints: string
}

/** @returns where to go on, or undefined at the end. */
async function showOne(
  at: Position,
  { reel, options, hall, leader, hints }: Show,
): Promise<Position | undefined> {
  const slide = await reel.at(at.slide)
  if (slide === undefined) return options.loop && at.slide > 0 ? { slide: 0, page: 0 } : undefined
  const pages = await hall.pages(slide)
  const page = Math.min(at.page, pages - 1)
  const total = reel.total === undefined ? '' : ` of ${reel.total}`
  const part = pages === 1 ? '' : `, part ${page + 1} of ${pages}`
  await hall.show(
    slide,
    page,
    `${slide.pattern} ${slide.scenario} | slide ${at.slide + 1}${total}${part}${hints}`,
  )
  return moved({ slide: at.slide, page }, pages, await leader.turn(waitMs(slide, options, hints) / pages))
}

function moved({ slide, page }: Position, pages: number, turn: Turn): Position | undefined {
  switch (turn) {
    case 'next':
      return page + 1 < pages ? { slide, page: page + 1 } : { slide: slide + 1, page: 0 }
    case 'back':
      return page > 0 ? { slide, page: page - 1 } : { slide: Math.max(0, slide - 1), page: 0 }
    case 'redraw':
      return { slide, page }
    case 'quit':
      return undefined
  }
}

function waitMs(slide: Slide, { pace, step }: DemoOptions, hints: string): number {
  if (pace > 0 && !step) return readingMs(slide.events, pace)
  return hints === '' ? 0 : Infinity
}

function leaderOf(options: DemoOptions, io: Io): { leader: Leader; hints: string } {
  const isTerminal = io.stdin.isTTY === true && io.stdout.isTTY === true
  if (!isTerminal) return { leader: noLeader(io), hints: '' }
  if (!accessible(io)) return { leader: keyLeader(io), hints: ' | space: next, b: back, q: quit' }
  const alone = options.pace > 0 && !options.step
  return alone ? { leader: noLeader(io), hints: '' } : { leader: lineLeader(io), hints: ' ' }
}
