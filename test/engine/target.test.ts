import { describe, expect, it } from 'vitest'
import { EngineChoiceError } from '../../src/engine/engine.js'
import { parseUrl } from '../../src/engine/target.js'

const read = (text: string) => parseUrl(text, '--url')

describe('parseUrl', () => {
  it('reads host, port and database', () => {
    expect(read('redis://cache.local:7000/3')).toEqual({
      host: 'cache.local',
      port: 7000,
      tls: false,
      db: 3,
      address: 'redis://cache.local:7000/3',
    })
  })

  it('fills in port 6379 and database 0', () => {
    expect(read('redis://localhost')).toMatchObject({ host: 'localhost', port: 6379, db: 0 })
  })

  it('takes host:port for a redis URL', () => {
    expect(read('localhost:7000')).toMatchObject({
      host: 'localhost',
      port: 7000,
      address: 'redis://localhost:7000',
    })
  })

  it('reads an IPv6 address', () => {
    expect(read('redis://[::1]:7000')).toMatchObject({ host: '::1', address: 'redis://[::1]:7000' })
  })

  it('reads rediss as TLS', () => {
    expect(read('rediss://h')).toMatchObject({ tls: true, address: 'rediss://h:6379' })
  })

  it.each(['/tmp/redis.sock', 'unix:///tmp/redis.sock', 'unix://u:p@localhost/tmp/redis.sock'])(
    'reads %s as a socket',
    (text) =>
      expect(read(text)).toMatchObject({ path: '/tmp/redis.sock', address: 'unix:///tmp/redis.sock' }),
  )

  it('reads the database of a socket', () => {
    expect(read('unix:///tmp/redis.sock?db=2').db).toBe(2)
  })

  it('decodes user and password, and shows neither', () => {
    const target = read('redis://al%20ice:p%40ss@h:1')
    expect(target).toMatchObject({ username: 'al ice', password: 'p@ss', address: 'redis://h:1' })
  })

  it('takes a password alone, and one with a bare percent sign', () => {
    expect(read('redis://:50%off@h')).toMatchObject({ password: '50%off' })
    expect(read('redis://:50%off@h')).not.toHaveProperty('username')
  })

  it('gives a user without a password an empty one', () => {
    expect(read('redis://alice@h')).toMatchObject({ username: 'alice', password: '' })
  })

  it.each(['', 'http://h', 'redis://h/users', 'redis://h:port', 'redis://:s3cret@h:99999'])(
    'refuses %o without quoting it',
    (text) => {
      const refusal = catching(() => read(text))
      expect(refusal).toBeInstanceOf(EngineChoiceError)
      expect(refusal.message).toBe('the Redis URL in --url cannot be read')
      expect(JSON.stringify(refusal)).not.toContain('s3cret')
    },
  )
})

function catching(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}
