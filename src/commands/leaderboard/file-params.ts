import { choice, flag, int, path, text } from '../../scenario/params.js'

/** The flags of `leaderboard --file`. */
export const fileParams = {
  file: path({ help: 'read scores from a CSV, TSV, JSON or NDJSON file' }),
  nameColumn: text({ placeholder: 'column', help: 'the column that holds the names, by its name or number' }),
  scoreColumn: text({
    placeholder: 'column',
    help: 'the column that holds the scores, by its name or number',
  }),
  me: text({ placeholder: 'name', help: 'show this name with its neighbours' }),
  mode: choice({
    default: 'best',
    choices: ['best', 'latest', 'sum'],
    help: 'what counts when a name comes more than once',
  }),
  strict: flag({ help: 'stop at the first bad row, keep nothing and exit 1' }),
  batch: int({ default: 1000, min: 100, max: 10_000, help: 'rows per command' }),
}
