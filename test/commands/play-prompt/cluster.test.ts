import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../support/cli.js'
import { type Cluster, redisServerPath, startCluster } from '../../support/servers.js'

describe.skipIf(redisServerPath() === undefined)('play on a cluster', () => {
  let cluster: Cluster
  let url: string
  beforeAll(async () => {
    cluster = await startCluster(3)
    url = `redis://127.0.0.1:${cluster.nodes[0]!.port}`
  })
  afterAll(() => cluster.close())

  const script = (lines: string[], ...flags: string[]) =>
    runCli(['play', '--url', url, '--json', ...flags], { input: lines.join('\n') })

  it('reaches every slot, and explains what one command may not do', async () => {
    const { stdout } = await script(['SET a 1', 'SET b 2', 'SET c 3', 'MSET a 1 b 2', 'MULTI', '.keys'])
    expect(outcomesOf(stdout)).toMatchObject([
      { reply: 'OK' },
      { reply: 'OK' },
      { reply: 'OK' },
      {
        reply: { error: expect.stringMatching(/^CROSSSLOT/) },
        explained: expect.stringContaining('hash tag'),
      },
      { type: 'refused', why: expect.stringContaining('belongs to one node') },
      { keys: [{ key: 'a' }, { key: 'b' }, { key: 'c' }] },
    ])
  })

  it('lets clients wait', async () => {
    const { stdout } = await script(['b> BLPOP q 0', 'RPUSH q x'])
    expect(outcomesOf(stdout)).toMatchObject([
      { type: 'waiting', client: 'b' },
      { reply: 1 },
      { client: 'b', reply: ['q', 'x'], late: true },
    ])
  })

  it('leaves nothing of .seed behind, unless asked to', async () => {
    await script(['.seed queue', '.seed stream'])
    const after = await script(['.keys rp:*'])
    expect(outcomesOf(after.stdout)).toMatchObject([{ keys: [] }])
    const kept = await script(['.seed lock'], '--keep')
    expect(kept.stderr).toContain('every one starts with rp:play:1:')
    const there = await script(['.keys rp:*'])
    expect(there.stdout).toContain('rp:play:1:{report}')
  })

  it('refuses danger in a script, and sends it with --yes', async () => {
    const refused = await script(['CONFIG SET maxmemory 0'])
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('not sent') })
    expect((await script(['CONFIG SET maxmemory 0'], '--yes')).code).toBe(0)
  })
})

function outcomesOf(stdout: string): unknown[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}
