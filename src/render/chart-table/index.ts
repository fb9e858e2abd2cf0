import type { BarsChart, ChartEvent, SlotsChart } from '../../scenario/event.js'
import { figures } from '../data/figures.js'
import { slotGroups } from '../data/slot-groups.js'
import type { Symbols } from '../symbols.js'
import { markedCell, type Numbers } from './numbers.js'
import { sequenceTable } from './sequence.js'
import { sparkTable } from './spark.js'
import { timelineTable } from './timeline.js'

/** A chart's numbers, for those formats that do not draw. */
export function chartTable(chart: ChartEvent, symbols: Symbols): Numbers {
  switch (chart.kind) {
    case 'bars':
      return barsTable(chart)
    case 'timeline':
      return timelineTable(chart)
    case 'spark':
      return sparkTable(chart)
    case 'slots':
      return slotsTable(chart)
    case 'sequence':
      return sequenceTable(chart, symbols)
  }
}

function barsTable({ bars, unit }: BarsChart): Numbers {
  const numbers = figures(bars.map(({ value }) => value))
  return {
    columns: [{ label: '' }, { label: unit, align: 'right' }],
    rows: bars.map(({ label, mark }, index) => [markedCell(label, mark), numbers[index] ?? null]),
  }
}

/** Keys of one slot below each other, so that what they share can be heard. */
function slotsTable(chart: SlotsChart): Numbers {
  return {
    columns: [{ label: 'key' }, { label: 'slot', align: 'right' }, { label: 'node' }, { label: 'its slots' }],
    rows: slotGroups(chart).flatMap(({ slot, keys, node }) =>
      keys.map(({ label, mark }) => [
        markedCell(label, mark),
        slot,
        node?.label ?? null,
        node === undefined ? null : `${node.from} to ${node.to}`,
      ]),
    ),
  }
}
