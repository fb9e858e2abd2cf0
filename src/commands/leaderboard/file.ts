import type { LeaderboardScenario } from './params.js'

export const fileScenario: LeaderboardScenario = {
  name: 'file',
  title: 'Your own scores',
  summary: 'A file of names and scores of any size becomes a leaderboard: the best, one name, the spread.',
  onlyWith: ['file'],
  uses: ['file', 'nameColumn', 'scoreColumn', 'me', 'mode', 'strict', 'batch', 'top'],
  next: [{ command: 'redis-patterns leaderboard periods', why: 'a board for every day, added up to a week' }],
  async *run(stage) {
    // The readers of three formats are loaded only for a file.
    const { playFile } = await import('./file/play.js')
    yield* playFile(stage)
  },
}
