import { nameOf } from '../../../race/cast.js'
import type { Version } from '../../../race/define.js'
import type { Told } from '../../../race/tell.js'
import { type Step, writeStep } from '../../../race/steps.js'
import type { Event } from '../../../scenario/event.js'
import { counted, grouped } from '../../../scenario/text.js'
import type { Option, Prompter } from '../../prompt.js'
import type { Game } from './game.js'

type Move = { step: Step } | 'undo' | 'hint' | 'restart' | 'next' | 'quit'

/** One version, move by move. @returns whether to go on with the next one. */
export async function* playGame(
  game: Game,
  prompter: Prompter,
  flush: () => Promise<void>,
  following: Version<unknown> | undefined,
): AsyncGenerator<Event, boolean> {
  const { version, race, clients } = game.cast
  const goal = version === race.naive ? 'Break it' : 'Try to break it'
  yield note(
    `${version.title}, ${clients} clients. You are the scheduler: choose whose command Redis gets next. ${goal}: ${race.invariants.map(({ claim }) => claim).join('; ')}.`,
  )
  let move: Move = 'restart'
  while (move !== 'quit' && move !== 'next') {
    const told = await game.look()
    if (move === 'hint') yield note(await hintWords(game))
    else yield* picture(game, told)
    await flush()
    move = await prompter.choose('What next?', options(game, told, following))
    if (move === 'undo') game.undo()
    else if (move === 'restart') game.restart()
    else if (typeof move === 'object') game.go(move.step)
  }
  return move === 'next'
}

async function* picture(game: Game, told: Told): AsyncGenerator<Event> {
  if (game.moves > 0) yield told.chart
  if (told.broken !== undefined) yield note(await won(game, told))
  else if (told.next.length === 0) yield note(await atEnd(game))
}

function options(game: Game, told: Told, following: Version<unknown> | undefined): Option<Move>[] {
  const isOver = told.broken !== undefined || told.next.length === 0
  return [
    ...(isOver
      ? []
      : told.next.map(({ step, words }) => ({ name: stepWords(step, words), value: { step } }))),
    ...(isOver && following
      ? [{ name: `now the same with ${following.title}`, value: 'next' as const }]
      : []),
    ...(isOver ? [] : [{ name: 'a hint', value: 'hint' as const }]),
    ...(game.moves > 0 ? [{ name: 'take the last step back', value: 'undo' as const }] : []),
    ...(game.moves > 1 ? [{ name: 'start again', value: 'restart' as const }] : []),
    { name: 'quit', value: 'quit' },
  ]
}

function stepWords(step: Step, words: string): string {
  return step.client < 0 ? words : `${nameOf(step.client)}: ${words}`
}

async function won(game: Game, { broken }: Told): Promise<string> {
  const words = `You broke it in ${counted(game.moves, 'step')}: ${broken?.what}.`
  const known = await game.explored()
  if (known === undefined) return words
  const fewest = counted((await game.fewest()) ?? 0, 'step')
  return `${words} The shortest way has ${fewest}. Of ${counted(known.orders, 'order')}, ${grouped(known.brokenOrders)} break it.`
}

async function atEnd(game: Game): Promise<string> {
  const known = await game.explored()
  if (known === undefined) return 'The end of this order. Nothing broke.'
  if (known.brokenOrders === 0)
    return `The end of this order. Nothing broke, and nothing can: the explorer has run all ${counted(known.orders, 'order')}.`
  return `The end of this order. Nothing broke; but ${grouped(known.brokenOrders)} of ${counted(known.orders, 'order')} do break it.`
}

async function hintWords(game: Game): Promise<string> {
  const hint = await game.hint()
  if (hint === undefined) return 'There are too many orders here: the explorer does not know.'
  if (hint.step === undefined) {
    const known = await game.explored()
    return known?.brokenOrders === 0
      ? 'No order breaks this version.'
      : 'From here on nothing can break. Take the last step back.'
  }
  const { next } = await game.look()
  const found = next.find(({ step }) => writeStep(step) === hint.step)
  return `It takes ${counted(hint.stepsLeft, 'more step')}. Next: ${found && stepWords(found.step, found.words)}.`
}

function note(text: string): Event {
  return { type: 'note', text }
}
