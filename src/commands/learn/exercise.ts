import { judge } from '../../lessons/attempt.js'
import type { Desk } from '../../lessons/desk.js'
import type { Exercise } from '../../lessons/lesson.js'
import { replyLines } from '../../render/reply-lines.js'
import { isStatus } from '../../scenario/reply.js'
import type { LinePrompt } from './line-prompt.js'
import type { Outcome } from './outcome.js'
import type { Page } from './page.js'
import { type Task, Words } from './words.js'

/** One exercise, until the learner goes on. */
export class ExerciseLoop implements Task {
  readonly help = 'Type Redis commands. .hint, .check, .solution, .redo (from the start), .next, .skip, .quit'
  readonly #exercise: Exercise
  readonly #desk: Desk
  readonly #page: Page
  #solved = false

  constructor(exercise: Exercise, desk: Desk, page: Page) {
    this.#exercise = exercise
    this.#desk = desk
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
      const line = ((await prompt.next('redis>')) ?? '.quit').trim()
      const outcome = line.startsWith('.') ? await words.obey(line) : await this.#command(line)
      if (outcome !== undefined) return outcome
    }
  }

  async redo(): Promise<void> {
    await this.#desk.prepare(this.#exercise.setup)
    await this.#page.say('The server is as it was at the start of the exercise.')
  }

  async check(): Promise<void> {
    const { solved, problems } = await judge(this.#exercise, this.#desk)
    if (solved) return this.#page.say('All is right. .next goes on.')
    await this.#page.say('Not yet:')
    await this.#page.lines(problems.map((problem) => `- ${problem}`))
  }

  /** Shows the reply, and at once what it still lacks: a learner should not have to ask. */
  async #command(line: string): Promise<undefined> {
    if (line === '') return
    const { name, reply } = await this.#desk.type(line)
    await this.#page.lines(replyLines(reply, isStatus([name], reply)))
    const wasSolved = this.#solved
    const { solved, problems, remarks } = await judge(this.#exercise, this.#desk)
    this.#solved ||= solved
    if (solved && !wasSolved) {
      await this.#page.show({
        type: 'verdict',
        id: this.#exercise.id,
        claim: remarks.join('. '),
        holds: true,
      })
      await this.#page.lines(['.next goes on; until then you can experiment'])
    } else if (!this.#solved) await this.#page.lines([`not yet: ${problems[0]}`])
  }
}
