/** More keys than these make KEYS slow enough to stop others. */
const MANY_KEYS = 10_000

interface Danger {
  command: RegExp
  what: string
  /** Also on a Redis that was started for this session, and ends with it. */
  always?: true
}

const DANGERS: readonly Danger[] = [
  { command: /^FLUSHALL\b/, what: 'deletes every key of this server' },
  { command: /^FLUSHDB\b/, what: 'deletes every key of this database' },
  { command: /^SWAPDB\b/, what: 'exchanges two databases under everybody who uses them' },
  { command: /^SHUTDOWN\b/, what: 'ends the server', always: true },
  { command: /^DEBUG\b/, what: 'can stop or crash the server', always: true },
  { command: /^CONFIG (SET|REWRITE|RESETSTAT)\b/, what: 'changes how the server is set up' },
  { command: /^(REPLICAOF|SLAVEOF|FAILOVER)\b/, what: 'changes which server this one copies' },
  {
    command: /^CLUSTER (?!INFO|NODES|SLOTS|SHARDS|KEYSLOT|MYID|COUNT|GETKEYS|LINKS|HELP)/,
    what: 'changes the cluster',
  },
  { command: /^SCRIPT FLUSH\b/, what: 'forgets the scripts that other programs have loaded' },
  { command: /^FUNCTION (FLUSH|DELETE|RESTORE)\b/, what: 'changes the functions that other programs call' },
  { command: /^CLIENT (KILL|PAUSE|NO-EVICT)\b/, what: 'acts on the connections of others' },
  { command: /^ACL (SETUSER|DELUSER|LOAD|SAVE)\b/, what: 'changes who may do what' },
  { command: /^MODULE (LOAD|LOADEX|UNLOAD)\b/, what: 'changes the program of the server' },
  { command: /^(MIGRATE|BGREWRITEAOF|SAVE)\b/, what: 'keeps the server busy, or moves keys away' },
]

/** What a command would do that should be asked before; undefined for all others. */
export function dangerOf(words: readonly string[], on: { owned: boolean; keys: number }): string | undefined {
  const command = words.slice(0, 2).join(' ').toUpperCase()
  const found = DANGERS.find((danger) => danger.command.test(command) && (!on.owned || danger.always))
  if (found) return found.what
  if (!on.owned && /^KEYS\b/.test(command) && on.keys > MANY_KEYS)
    return `looks at all ${on.keys} keys at once, and everybody else waits: SCAN does it in steps`
  return undefined
}

/** Commands that would take the connection out of the hands of this prompt. */
const UNFIT: readonly { command: RegExp; why: string }[] = [
  {
    command: /^MONITOR\b/,
    why: 'MONITOR is not for this prompt: it shows what every client sends, without an end',
  },
  { command: /^(SYNC|PSYNC|REPLCONF)\b/, why: 'this command is for replicas, not for people' },
  { command: /^HELLO\b/, why: 'HELLO changes the protocol, which this prompt keeps as it is' },
  { command: /^CLIENT REPLY (OFF|SKIP)\b/, why: 'without replies there would be nothing to show' },
]

export function unfitness(words: readonly string[]): string | undefined {
  const command = words.slice(0, 3).join(' ').toUpperCase()
  return UNFIT.find((unfit) => unfit.command.test(command))?.why
}
