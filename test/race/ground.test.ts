import { describe, expect, it } from 'vitest'
import { Ground } from '../../src/race/ground.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  describe('a ground', () => {
    it('clears what a set-up has written, also where others have keys', async () => {
      const ground = await Ground.open({
        prefix: 'rp:race:',
        isOurs: false,
        connect: (name) => engine().connect(name),
      })
      await ground.janitor.set('rp:race:written', 1)
      await ground.janitor.set('of-others', 1)

      await ground.clear()

      expect(await ground.janitor.exists('rp:race:written', 'of-others')).toBe(1)
    })
  })
})
