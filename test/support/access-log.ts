import type { Rng } from '../../src/scenario/define.js'
import { seededRng } from '../../src/scenario/rng.js'

export interface Logged {
  client: string
  /** Milliseconds since 1970. */
  time: number
}

export interface AccessLog {
  text: string
  /** The requests of the lines that can be read, in their order. */
  requests: Logged[]
  /** The numbers of those that cannot. */
  bad: number[]
}

export interface AccessLogOptions {
  seed: number
  lines: number
  format: 'common' | 'combined'
  /** Minutes east of Greenwich. */
  zone?: number
  damaged?: boolean
}

const START = Date.UTC(2026, 2, 9, 7, 30)
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const PAGES = [
  '/',
  '/shop',
  '/shop/tea?sort=price&page=2',
  '/api/items',
  '/img/logo.svg',
  '/search?q=%22green%22',
]
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'curl/8.5.0',
  String.raw`odd \"quoted\" agent [bot]`,
  '-',
]
const DAMAGES = [
  '198.51.100.7 - - [09/Mar/2026:07:3',
  '198.51.100.7 - - [32/Mar/2026:07:30:00 +0000] "GET / HTTP/1.1" 200 5',
  '- - - [09/Mar/2026:07:30:00 +0000] "GET / HTTP/1.1" 200 5',
  '{"level":"info","msg":"started"}',
  '198.51.100.7 - - [09/Mar/2026:07:30:00 +0000] "GET / HTTP/1.1 200 5',
]

/**
 * The access log of a small shop: visitors who load a page with its parts, a monitor, and now and then somebody who
 * tries passwords as fast as the server answers. Slow answers are written late, so times are not always in order.
 */
export function accessLog({ seed, lines, format, zone = 0, damaged = false }: AccessLogOptions): AccessLog {
  const rng = seededRng(seed)
  const log: AccessLog = { text: '', requests: [], bad: [] }
  const out: string[] = []
  let now = START
  let attacker = addressOf(rng)
  while (out.length < lines) {
    now += rng.int(0, 2) * 1000
    if (rng.int(0, 499) === 0) attacker = addressOf(rng)
    const attacks = Math.floor(now / 300_000) % 3 === 1
    const client = attacks && rng.int(0, 2) > 0 ? attacker : visitor(rng)
    const size = client === attacker ? rng.int(1, 6) : rng.int(1, 4)
    for (let count = 0; count < size && out.length < lines; count++) {
      if (damaged && rng.int(0, 299) === 0) {
        log.bad.push(out.push(rng.pick(DAMAGES)))
        continue
      }
      const time = rng.int(0, 19) === 0 ? now - rng.int(1, 5) * 1000 : now
      const request =
        client === attacker
          ? '"POST /login HTTP/1.1" 401 19'
          : `"GET ${rng.pick(PAGES)} HTTP/1.1" 200 ${rng.int(0, 9999)}`
      const rest = format === 'combined' ? ` "https://shop.example/" "${rng.pick(AGENTS)}"` : ''
      out.push(`${client} - - [${written(time, zone)}] ${request}${rest}`)
      log.requests.push({ client, time })
    }
  }
  log.text = `${out.join('\n')}\n`
  return log
}

function visitor(rng: Rng): string {
  return rng.int(0, 9) === 0 ? '2001:db8::17' : `203.0.113.${rng.int(1, 60)}`
}

function addressOf(rng: Rng): string {
  return rng.int(0, 1) === 0
    ? `198.51.100.${rng.int(1, 254)}`
    : `2001:db8:${rng.int(1, 9999).toString(16)}::${rng.int(1, 99)}`
}

function written(time: number, zone: number): string {
  const date = new Date(time + zone * 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const [day, month, year] = [two(date.getUTCDate()), MONTHS[date.getUTCMonth()], date.getUTCFullYear()]
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')
  const offset = `${zone < 0 ? '-' : '+'}${two(Math.floor(Math.abs(zone) / 60))}${two(Math.abs(zone) % 60)}`
  return `${day}/${month}/${year}:${clock} ${offset}`
}
