import { defineCommand } from '../../scenario/define.js'
import { basics } from './basics.js'
import { cluster } from './cluster.js'
import { crash } from './crash.js'
import { delayed } from './delayed.js'
import { idle } from './idle.js'
import { queueParams } from './params.js'
import { priorities } from './priorities.js'
import { retries } from './retries.js'
import { slow } from './slow.js'
import { stop } from './stop.js'
import { workers } from './workers.js'

export default defineCommand({
  name: 'queue',
  summary: 'jobs that are done at least once, whatever crashes',
  reference: {
    structure: 'list, sorted set',
    useCase: 'simple job queue',
    reachFor: 'work that a request should not wait for: mails, payments, thumbnails',
    beware: 'RPOP loses the job of a worker that dies; every job can run twice, so give its effect a key',
  },
  params: queueParams,
  scenarios: [basics, idle, crash, slow, retries, delayed, priorities, workers, stop, cluster],
  highlights: ['crash', 'retries'],
  examples: [
    { command: 'queue', why: 'every scenario, one after the other' },
    { command: 'queue crash --lease 10s', why: 'see a job get lost, then not' },
    { command: 'queue workers --workers 8 --jobs 40 --crash-rate 50', why: 'many workers, half of them die' },
    { command: 'queue --json | jq .', why: 'the same run as data, one event a line' },
  ],
  next: [
    { command: 'redis-patterns queue workers --crash-rate 100', why: 'every job kills its first worker' },
    { command: 'redis-patterns queue retries --attempts 6', why: 'more attempts, longer waits' },
  ],
})
