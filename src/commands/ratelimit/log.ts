import type { RatelimitScenario } from './params.js'

export const log: RatelimitScenario = {
  name: 'log',
  title: 'Your own access log: whom would the limit have hit?',
  summary: "Every line of a web server's access log asks the limiter for its address, at its own time.",
  onlyWith: ['log'],
  uses: ['log', 'limit', 'window', 'algorithm', 'top'],
  next: [
    { command: 'redis-patterns ratelimit --log access.log --limit 20 --window 10s', why: 'a shorter window' },
    {
      command: 'redis-patterns ratelimit --log access.log --algorithm token-bucket',
      why: 'another algorithm on the same requests',
    },
  ],
  async *run(stage) {
    const { playLog } = await import('./log/play.js')
    yield* playLog(stage)
  },
}
