import { describe, expect, it } from 'vitest'
import { type CliOptions, runCli } from '../../support/cli.js'

function script(input: string, flags: string[] = [], options: CliOptions = {}) {
  return runCli(['play', '--engine', 'embedded', ...flags], { ...options, input })
}

const TRANSCRIPT = `a> SET k 1
OK
a> INCR k
(integer) 2
a> GET k
"2"
a> TYPE k
string
a> GET none
(nil)
a> RPUSH q a "b c"
(integer) 2
a> LRANGE q 0 -1
1) "a"
2) "b c"
`

describe('play with a script', () => {
  it('shows each command with its reply, by type', async () => {
    const { code, stdout } = await script(
      'SET k 1\nINCR k\nGET k\nTYPE k\nGET none\nRPUSH q a "b c"\nLRANGE q 0 -1\n',
    )
    expect(stdout).toBe(TRANSCRIPT)
    expect(code).toBe(0)
  })

  it('goes on after an error, explains it, and exits 1', async () => {
    const { code, stdout } = await script('SET k\nSET k v\nLPUSH k x\nGETT k\n')
    expect(stdout).toContain('the syntax is: SET key value [NX | XX]')
    expect(stdout).toContain('a> SET k v\nOK\n')
    expect(stdout).toContain('TYPE key says')
    expect(stdout).toContain('did you mean GET?')
    expect(code).toBe(1)
  })

  it('reads a script of several lines as one command', async () => {
    const { code, stdout } = await script(`EVAL "local n = 40\nreturn n + 2" 0\n`)
    expect(stdout).toContain('(integer) 42')
    expect(code).toBe(0)
  })

  it('says so when the last quote is not closed', async () => {
    const { code, stdout } = await script('SET k "v\n')
    expect(stdout).toContain('a quote is not closed')
    expect(code).toBe(1)
  })

  it('takes what was copied from a session, and comments', async () => {
    const { code, stdout } = await script(
      '# first\na> SET k 1\nb(multi)> GET k\n127.0.0.1:6379[1]> GET k\nredis> GET k\n\n',
    )
    expect(stdout).toBe('a> SET k 1\nOK\nb> GET k\n"1"\na> GET k\n"1"\na> GET k\n"1"\n')
    expect(code).toBe(0)
  })

  it('ends with quit, and reads no further', async () => {
    const { stdout } = await script('SET k 1\nquit\nGET k\n')
    expect(stdout).not.toContain('GET k')
  })

  it('waits for what ends by itself, before the next command of that client and at the end', async () => {
    const { code, stdout, stderr } = await script('BLPOP q 0.05\nPING\nBLPOP q 0.05\n')
    expect(stdout).toBe(
      'a> BLPOP q 0.05\na waits for BLPOP q 0.05\na got the reply to BLPOP q 0.05\n(nil)\na> PING\nPONG\n' +
        'a> BLPOP q 0.05\na waits for BLPOP q 0.05\na got the reply to BLPOP q 0.05\n(nil)\n',
    )
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  it('lets another client end the wait', async () => {
    const { stdout } = await script('BLPOP q 600\n.client b\nLPUSH q x\n')
    expect(stdout).toContain('b> LPUSH q x\n(integer) 1\na got the reply to BLPOP q 600\n1) "q"\n2) "x"\n')
  })

  it('says which client still waited at its end', async () => {
    const { code, stdout, stderr } = await script('BLPOP q 0\n')
    expect(stdout).toBe('a> BLPOP q 0\na waits for BLPOP q 0\n')
    expect(stderr).toContain('note: a still waited for BLPOP q 0')
    expect(code).toBe(0)
  })

  it('writes one line of JSON for each outcome, with the whole reply', async () => {
    const long = 'x'.repeat(1000)
    const { stdout } = await script(`SET k ${long}\nGET k\nLPUSH k 1\n`, ['--json'])
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(lines).toMatchObject([
      { type: 'reply', client: 'a', command: ['SET', 'k', long], reply: 'OK', status: true, roundTrips: 1 },
      { type: 'reply', reply: long },
      { type: 'reply', reply: { error: expect.stringMatching(/^WRONGTYPE/) }, explained: expect.any(String) },
    ])
  })

  it('does not take --json with --plain', async () => {
    expect((await script('', ['--json', '--plain'])).code).toBe(2)
  })

  it('exits 3 without a Redis', async () => {
    const { code } = await runCli(['play', '--url', 'redis://127.0.0.1:1'], { input: 'PING\n' })
    expect(code).toBe(3)
  })

  it('lists its own words, and guesses at wrong ones', async () => {
    const { stdout } = await script('.help\n.sed lock\n.seed lok\n.help zadd\n')
    expect(stdout).toContain('.seed <pattern>')
    expect(stdout).toContain('there is no .sed: did you mean .seed?')
    expect(stdout).toContain('there is no pattern "lok": did you mean lock?')
    expect(stdout).toContain('ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member')
  })
})
