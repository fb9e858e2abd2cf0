import { judge } from '../../lessons/attempt.js'
import type { Desk, Typed } from '../../lessons/desk.js'
import type { Exercise } from '../../lessons/lesson.js'
import { replyLines } from '../../render/reply-lines.js'
import { isStatus } from '../../scenario/reply.js'
import { isOpen } from '../play-prompt/script.js'
import type { LinePrompt } from './line-prompt.js'
import type { Outcome } from './outcome.js'
import type { Page } from './page.js'
import type { Classroom } from './room.js'
import type { RedisHelp } from './redis-help.js'
import { type Task, WORDS, Words } from './words.js'

/** One exercise, until the learner goes on. */
export class ExerciseLoop implements Task {
  readonly help =
    'Type Redis commands; those of one line, with " ; " between them, are one round trip. .hint, .check, .solution, .redo (from the start), .next, .skip, .quit'
  readonly #exercise: Exercise
  readonly #desk: Desk
  readonly #redis: RedisHelp
  readonly #page: Page
  #solved = false
  /** That all is right has been said since the exercise was begun, or begun again. */
  #said = false

  constructor(exercise: Exercise, { desk, redis, page }: Pick<Classroom, 'desk' | 'redis' | 'page'>) {
    this.#exercise = exercise
    this.#desk = desk
    this.#redis = redis
    this.#page = page
  }

  get hints(): readonly string[] {
    return this.#exercise.hints
  }

  get solution(): string {
    return this.#exercise.solution.join('\n')
  }

  get isSolved(): boolean {
    return this.#solved
  }

  /** @param leads whether a person is there, who wants to be told what can be typed. */
  async run(prompt: LinePrompt, leads: boolean): Promise<Outcome> {
    await this.#page.say(`To do: ${this.#exercise.goal}`)
    if (leads) await this.#page.say(this.help)
    await this.#desk.prepare(this.#exercise.setup)
    const words = new Words(this, this.#page)
    for (;;) {
      const line = await read(prompt, this.#desk.queues ? 'redis(multi)>' : 'redis>')
      const done = line.startsWith('.') ? words.obey(line) : this.#type(line)
      const outcome = await Promise.race([done, prompt.interrupted])
      if (outcome !== undefined) return outcome
    }
  }

  async redo(): Promise<void> {
    await this.#desk.prepare(this.#exercise.setup)
    this.#said = false
    await this.#page.say('The server is as it was at the start of the exercise.')
  }

  async check(): Promise<void> {
    const { solved, problems, right } = await judge(this.#exercise, this.#desk)
    if (solved) return this.#page.say('All is right. .next goes on.')
    if (right.length > 0) await this.#list('Right:', right)
    await this.#list('Not yet:', problems)
  }

  async #list(title: string, items: readonly string[]): Promise<void> {
    await this.#page.say(title)
    await this.#page.lines(items.map((item) => `- ${item}`))
  }

  /** Shows the replies, and at once what is still lacking: a learner should not have to ask. */
  async #type(line: string): Promise<undefined> {
    if (line === '') return
    const typed = await this.#desk.type(line)
    for (const each of typed) await this.#reply(each, typed.length > 1)
    const { solved, problems, cost } = await judge(this.#exercise, this.#desk)
    this.#solved ||= solved
    if (solved && !this.#said) {
      this.#said = true
      await this.#page.show({ type: 'verdict', id: this.#exercise.id, claim: cost, holds: true })
      await this.#page.lines(['.next goes on; until then you can experiment'])
    } else if (!this.#said) await this.#page.lines([`not yet: ${problems[0]}`])
  }

  async #reply({ text, words, name, reply }: Typed, isOneOfSeveral: boolean): Promise<void> {
    if (isOneOfSeveral) await this.#page.lines([`> ${text}`])
    await this.#page.lines(replyLines(reply, isStatus([name], reply)))
    const explained = this.#redis.explain(words, reply)
    if (explained !== undefined) await this.#page.lines([explained])
  }
}

/** A line; more than one while a quote is open, as in a script. */
async function read(prompt: LinePrompt, label: string): Promise<string> {
  let text = (await prompt.next(label)) ?? '.quit'
  while (isOpen(text)) {
    const more = await prompt.next('...>')
    // A word of ours ends it: whoever has forgotten a quote gets out.
    if (more === undefined || WORDS.includes(more.trim())) return more ?? '.quit'
    text += `\n${more}`
  }
  return text.trim()
}
