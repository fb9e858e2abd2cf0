import { library, libraryTest, naive } from './library.js'
import { command, lesson as lessonText, params, scenario } from './command.js'
import { example, page } from './page.js'
import { bench, proof } from './proof.js'
import { races, template, underTest } from './races.js'

/**
 * The files of a new pattern, by path.
 *
 * @param {{ name: string, lesson: string }} what
 * @returns {Record<string, string>}
 */
export function files({ name, lesson }) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return {
    [`src/patterns/${name}/index.ts`]: library(type),
    [`src/patterns/${name}/naive.ts`]: naive(type),
    [`src/commands/${name}/index.ts`]: command(name),
    [`src/commands/${name}/params.ts`]: params(name),
    [`src/commands/${name}/basics.ts`]: scenario(name, type),
    [`src/race/under-test/${name}.ts`]: underTest(name, type),
    [`src/commands/${name}/races/index.ts`]: races(name, type),
    [`src/commands/${name}/races/template.ts.txt`]: template(name, type),
    [`test/patterns/${name}/${name}.test.ts`]: libraryTest(name, type),
    [`test/patterns/${name}/figures.proof.test.ts`]: proof(name, type),
    [`test/lessons/${name}.test.ts`]: example(name, type),
    [`bench/patterns/${name}.js`]: bench(name, type),
    [`docs/library/${name}.md`]: page(name, type),
    [`lessons/${lesson}.md`]: lessonText(name, type, lesson),
  }
}
