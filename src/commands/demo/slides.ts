import type { Event } from '../../scenario/event.js'

/** What an audience sees at once: one step, and the name of the scenario that it belongs to. */
export interface Slide {
  pattern: string
  /** The scenario's name. */
  scenario: string
  title: string
  events: Event[]
}

/** Cuts a run, or several one after the other, into slides. */
export async function* slidesOf(events: AsyncIterable<Event>): AsyncGenerator<Slide, void, void> {
  let pattern = ''
  let header: Event[] = []
  let slide: Slide | undefined
  for await (const event of events) {
    if (slide !== undefined && startsAnother(event, slide)) {
      yield slide
      slide = event.type === 'note' ? { ...slide, events: [] } : undefined
    }
    if (event.type === 'run') [pattern, header] = [event.pattern, [event]]
    else if (event.type === 'chapter') {
      slide = { pattern, scenario: event.id, title: event.title, events: [...header, event] }
      header = []
    } else if (slide !== undefined && belongs(event)) slide.events.push(event)
  }
  if (slide !== undefined) yield slide
}

function startsAnother(event: Event, slide: Slide): boolean {
  if (event.type === 'run' || event.type === 'chapter') return true
  return event.type === 'note' && slide.events.some((one) => one.type === 'note')
}

/** What to try next is for somebody at a keyboard. */
function belongs({ type }: Event): boolean {
  return type !== 'next' && type !== 'progress'
}
