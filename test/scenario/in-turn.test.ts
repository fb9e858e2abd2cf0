import { expect, test } from 'vitest'
import { inTurn } from '../../src/scenario/in-turn.js'
import { Trace } from '../../src/scenario/trace.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  async function twoConnections() {
    const trace = new Trace({ cluster: false, onKeys: () => {} })
    const open = async (name: string) => {
      const connection = await engine().connect(name)
      trace.tap(name, connection)
      return connection
    }
    return { trace, one: await open('one'), two: await open('two') }
  }

  test('a command is sent when all before it were answered, on whatever connection', async () => {
    const { trace, one, two } = await twoConnections()
    inTurn([one, two])
    const answered: string[] = []
    const ask = (connection: typeof one, key: string) =>
      connection.get(key).then(() => answered.push(`${key} after ${trace.sent}`))
    await Promise.all([ask(one, 'a'), ask(two, 'b'), ask(one, 'c'), ask(two, 'd')])
    expect(answered).toEqual(['a after 1', 'b after 2', 'c after 3', 'd after 4'])
  })

  test('it is quiet when also what follows from the answers was answered', async () => {
    const { trace, one, two } = await twoConnections()
    const line = inTurn([one, two])
    const nested = async () => {
      await one.get('in-turn:a')
      await Promise.resolve()
      await two.get('in-turn:b')
    }
    void nested()
    await line.quiet()
    expect(trace.drain().map(({ actor }) => actor)).toEqual(['one', 'two'])
  })

  test('a command that fails does not hold up the others', async () => {
    const { one, two } = await twoConnections()
    const line = inTurn([one, two])
    one.disconnect()
    const failing = one.get('in-turn:a')
    const answer = two.ping()
    await expect(failing).rejects.toThrow('Connection is closed')
    expect(await answer).toBe('PONG')
    await line.quiet()
  })
})
