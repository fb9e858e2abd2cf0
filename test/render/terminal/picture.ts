import type { ChartEvent } from '../../../src/scenario/event.js'
import { rendered } from '../rendered.js'

type Drawn<Kind> = Omit<Extract<ChartEvent, { kind: Kind }>, 'type' | 'kind' | 'id' | 'title' | 'words'>

/** The lines that are drawn between a chart's title and its words. */
export async function picture<Kind extends ChartEvent['kind']>(
  kind: Kind,
  drawn: Drawn<Kind>,
  options: { width?: number; unicode?: boolean } = {},
): Promise<string[]> {
  const chart = {
    type: 'chart',
    kind,
    id: 'c',
    title: 'title',
    words: 'words',
    ...drawn,
  } as unknown as ChartEvent
  const lines = (await rendered([chart], { width: 60, ...options })).out.trimEnd().split('\n')
  return lines.slice(1, -1).map((line) => line.slice(2))
}
