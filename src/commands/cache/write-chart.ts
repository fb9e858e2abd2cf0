import type { TimelineChart } from '../../scenario/event.js'

/** Who wrote what and when, and what the cache had: at first, and at last. */
export function writeChart(
  id: string,
  stepMs: number,
  [older, newer]: readonly [number, number],
  [first, last]: readonly [number | undefined, number | undefined],
): TimelineChart {
  const at = (step: number) => step * stepMs
  return {
    type: 'chart',
    id,
    kind: 'timeline',
    title: 'who wrote what, when',
    unit: 'ms',
    from: 0,
    to: at(5),
    lanes: [
      {
        label: 'database',
        spans: [
          { from: 0, to: at(1), label: price(older) },
          { from: at(1), to: at(5), label: price(newer) },
        ],
      },
      { label: 'app-1', spans: [{ from: 0, to: at(3), label: `sets ${older}` }] },
      { label: 'app-2', spans: [{ from: at(1), to: at(2), label: `sets ${newer}` }] },
      {
        label: 'cache',
        spans: [
          { from: at(2), to: at(3), label: price(first) },
          { from: at(3), to: at(5), label: price(last), mark: last === newer ? 'good' : 'bad' },
        ],
      },
    ],
    words: `The database has ${newer} from ${at(1)} ms on. The cache has ${first} from ${at(2)} ms on, and ${last} from ${at(3)} ms on.`,
  }
}

function price(found: number | undefined): string {
  return found === undefined ? 'nothing' : `price ${found}`
}
