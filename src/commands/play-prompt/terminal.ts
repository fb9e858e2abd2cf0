import type { Engine } from '../../engine/engine.js'
import type { Io } from '../io.js'
import type { PlayOptions } from './params.js'
import type { Screen } from './screen.js'
export async function converse(_e: Engine, _o: PlayOptions, _s: Screen, _io: Io): Promise<number> {
  throw new Error('later')
}
