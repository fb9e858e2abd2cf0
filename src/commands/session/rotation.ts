import type { Event, TableEvent } from '../../scenario/event.js'
import { idAfter, shortened } from './ids.js'
import type { SessionScenario, SessionStage } from './params.js'
import { marked, sideBySide } from './tables.js'
import { type Data, naive, safe, type Version } from './versions.js'

const NAME = 'rotation'
const GUESSES = 10

export const rotation: SessionScenario = {
  name: NAME,
  title: 'Two ways in: guess the id, or plant it',
  summary:
    'mallory guesses the ids of others. Then mallory plants an id in the browser of ada, who signs in with it.',
  uses: [],
  next: [{ command: 'redis-patterns session logout', why: 'log out everywhere' }],
  run: playRotation,
}

async function* playRotation(stage: SessionStage): AsyncGenerator<Event, void, void> {
  yield* guess(stage)

  yield {
    type: 'note',
    text: 'Session fixation: mallory visits the shop, gets an id, and plants it in the browser of ada, with a link for example. ada fills a cart and signs in. The naive version keeps the id at the sign-in. So the id that mallory has had all the time is signed in too.',
  }
  const fixed = await plant(stage, naive)
  yield plantTable('fixed', 'the id stays', { naive: fixed })
  yield {
    type: 'verdict',
    id: 'rotation.naive',
    claim: 'an id that stays at the sign-in lets in who planted it',
    holds: fixed.mallory?.userId === 'ada',
    detail: `with the planted id mallory is ${whoIs(fixed.mallory)}`,
  }

  yield {
    type: 'note',
    text: 'The safe version gives the session a new id at the sign-in: rotate renames the hash, and nothing is left under the old key. Only the browser of ada gets the new id.',
  }
  const rotated = await plant(stage, safe)
  yield {
    type: 'verdict',
    id: 'rotation.safe',
    claim: 'after a rotation the planted id opens nothing',
    holds: rotated.mallory === null,
    detail: `planted ${shortened(rotated.planted)}, after the sign-in ${shortened(rotated.id)}`,
  }

  yield {
    type: 'note',
    text: 'ada does not notice anything: it is the same hash under another key, and her cart is in it. A session should get a new id whenever its user gets new rights, above all at the sign-in.',
  }
  yield plantTable('rotated', 'naive beside safe', { naive: fixed, safe: rotated })
  yield {
    type: 'verdict',
    id: 'rotation.cart',
    claim: 'and the user keeps what she had',
    holds: rotated.ada?.userId === 'ada' && String(rotated.ada.cart) === 'tea',
    detail: `${String(rotated.ada?.userId)}: ${String(rotated.ada?.cart)}`,
  }
}

async function* guess(stage: SessionStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `The naive ids are counted: after 1 comes 2. mallory opens a session, takes its id and tries the ${GUESSES} that follow. A safe id is 256 random bits: the ids next to it belong to nobody, and there are too many to try.`,
  }
  const found = { naive: await hits(stage, naive), safe: await hits(stage, safe) }
  yield sideBySide(
    'guesses',
    `${GUESSES} guesses`,
    '',
    ['naive', 'safe'],
    [['sessions opened', marked(found.naive, found.naive === 0), marked(found.safe, found.safe === 0)]],
  )
  yield {
    type: 'verdict',
    id: 'rotation.counted',
    claim: 'ids that are counted can be guessed',
    holds: found.naive === GUESSES,
    detail: `${found.naive} of ${GUESSES} guesses open a session`,
  }
  yield {
    type: 'verdict',
    id: 'rotation.random',
    claim: 'ids that are random cannot',
    holds: found.safe === 0,
    detail: `${found.safe} of ${GUESSES} guesses open a session`,
  }
}

/** mallory opens a session, others open theirs, and mallory tries the ids that follow. */
async function hits(stage: SessionStage, version: Version): Promise<number> {
  const sessions = version(stage, 'guess')(await stage.actor('app'))
  const own = await sessions.create({})
  for (let other = 1; other <= GUESSES; other++) await sessions.create({ userId: `user-${other}` })
  let opened = 0
  for (let guess = 1; guess <= GUESSES; guess++)
    if ((await sessions.get(idAfter(own, guess))) !== null) opened++
  return opened
}

interface Planted {
  planted: string
  /** What ada's browser has after the sign-in. */
  id: string
  mallory: Data | null
  ada: Data | null
}

async function plant(stage: SessionStage, version: Version): Promise<Planted> {
  const sessions = version(stage, NAME)(await stage.actor('app'))
  const planted = await sessions.create({})
  await sessions.save(planted, { cart: ['tea'] })
  const id = await sessions.signIn(planted, 'ada')
  return { planted, id, mallory: await sessions.get(planted), ada: await sessions.get(id) }
}

function plantTable(id: string, title: string, found: Record<string, Planted>): TableEvent {
  const versions = Object.values(found)
  return sideBySide(id, title, '', Object.keys(found), [
    ['mallory plants', ...versions.map(({ planted }) => shortened(planted))],
    ["ada's id afterwards", ...versions.map((each) => shortened(each.id))],
    ['ada is', ...versions.map(({ ada }) => marked(whoIs(ada), ada?.userId === 'ada'))],
    ['mallory is', ...versions.map(({ mallory }) => marked(whoIs(mallory), mallory?.userId !== 'ada'))],
  ])
}

function whoIs(session: Data | null): string {
  return session === null ? 'nobody' : `${String(session.userId)}, with ${String(session.cart)}`
}
