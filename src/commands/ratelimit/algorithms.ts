import type { RatelimitScenario } from './params.js'

export const algorithms: RatelimitScenario = {
  name: 'algorithms',
  title: 'Five algorithms, the same requests',
  summary: 'What each of them lets pass, how long it makes you wait, and what a key of it costs.',
  uses: ['limit', 'window', 'requests', 'burst', 'pattern', 'file'],
  next: [
    {
      command: 'redis-patterns ratelimit algorithms --pattern steady',
      why: 'an even flow, a little too fast',
    },
    {
      command: 'redis-patterns ratelimit algorithms --burst 100 --seed 2',
      why: 'larger bursts, at other times',
    },
    { command: 'redis-patterns ratelimit --log access.log', why: 'the requests of a real server' },
  ],
  async *run(stage) {
    const { playAlgorithms } = await import('./algorithms/play.js')
    yield* playAlgorithms(stage)
  },
}
