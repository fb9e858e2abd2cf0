import { type Fields, readFields } from './fields.js'
import type { Exercise, Fix, Part, Predict, Quiz } from './lesson.js'
import { LessonProblem, type Place } from './problem.js'

/** What a fenced block is, by the word behind its fence. A word that is none of ours is a language. */
export function partOfFence(info: string, text: string, place: Place): Part {
  const read = Object.hasOwn(READERS, info) ? READERS[info] : undefined
  if (read === undefined) return { kind: 'code', language: info, text }
  const fields = readFields(text, place)
  const part = read(fields, place)
  fields.end()
  return part
}

const READERS: Readonly<Record<string, (fields: Fields, place: Place) => Part>> = {
  run: (fields) => ({ kind: 'run', command: fields.text('command'), recorded: '' }),
  race: (fields) => ({ kind: 'race', race: fields.text('race') }),
  predict: readPredict,
  quiz: readQuiz,
  exercise: readExercise,
  fix: readFix,
}

function readPredict(fields: Fields): Predict {
  return {
    kind: 'predict',
    id: fields.text('id'),
    question: fields.text('question'),
    setup: fields.lines('setup'),
    run: fields.text('run'),
    because: fields.text('because'),
  }
}

function readQuiz(fields: Fields, { file, line }: Place): Quiz {
  const options = fields.list('options').map((option) => {
    const read = { text: option.text('text'), right: option.flag('right'), because: option.text('because') }
    option.end()
    return read
  })
  if (options.filter(({ right }) => right).length !== 1) {
    throw new LessonProblem(file, line, 'a quiz has one right option', 'write right: true beside one of them')
  }
  return { kind: 'quiz', id: fields.text('id'), question: fields.text('question'), options }
}

function readExercise(fields: Fields): Exercise {
  return {
    kind: 'exercise',
    id: fields.text('id'),
    goal: fields.text('goal'),
    setup: fields.lines('setup'),
    checks: fields.list('checks').map((check) => ({
      run: check.text('run'),
      expect: check.text('expect'),
      else: check.text('else'),
    })),
    require: fields.lines('require').map(upper),
    forbid: fields.lines('forbid').map(upper),
    expire: fields.flag('expire'),
    budget: fields.optionalNumber('budget'),
    trips: fields.optionalNumber('trips'),
    hints: fields.lines('hints'),
    solution: fields.lines('solution'),
    wrong: fields.list('wrong').map((wrong) => ({ attempt: wrong.lines('try'), says: wrong.text('says') })),
  }
}

function readFix(fields: Fields): Fix {
  const pattern = fields.text('pattern')
  return {
    kind: 'fix',
    id: fields.text('id'),
    goal: fields.text('goal'),
    pattern,
    races: fields.lines('races'),
    file: fields.optionalText('file') ?? `my-${pattern}.ts`,
    start: fields.optionalText('start'),
    hints: fields.lines('hints'),
    solution: fields.text('solution'),
    wrong: fields.list('wrong').map((wrong) => ({ attempt: wrong.text('try'), says: wrong.text('says') })),
  }
}

function upper(word: string): string {
  return word.toUpperCase()
}
