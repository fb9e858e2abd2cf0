-- publish.lua
-- Gives a message the next number, keeps it in the outbox if there is one, and publishes it, in one step.
-- Each message names the one before it, so that a subscriber notices when history was lost or took another way.
--
-- KEYS[1]     head       hash { history, seq, id }: the last message
-- KEYS[2]     outbox     stream, entry <seq>-0 { m: message }: the newest messages
-- ARGV[1]     command    PUBLISH or SPUBLISH
-- ARGV[2]     channel    where it is published
-- ARGV[3]     id         of the message; unique for ever
-- ARGV[4]     now        ms since 1970; empty: the server's time
-- ARGV[5]     payload    any bytes
-- ARGV[6]     maxLen     how many messages the outbox keeps, about; empty: no outbox
-- ARGV[7]     idleMs     the keys are deleted when nothing was published for that long; empty: never
-- RETURN      the number (text), the history, and how many connections got it

local head = redis.call('HMGET', KEYS[1], 'history', 'seq', 'id')
local history, seq, previous = head[1], head[2], head[3]
if not history then
  -- The first message names the history. What an outbox still holds is of another one.
  history, seq, previous = ARGV[3], 0, ''
  redis.call('DEL', KEYS[2])
end
seq = string.format('%.0f', seq + 1)
redis.call('HSET', KEYS[1], 'history', history, 'seq', seq, 'id', ARGV[3])

local at = string.format('%.0f', now_ms(ARGV[4]))
local message = table.concat({ history, seq, ARGV[3], previous, at }, ' ') .. '\n' .. ARGV[5]
if ARGV[6] ~= '' then
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[6], seq .. '-0', 'm', message)
end
if ARGV[7] ~= '' then
  redis.call('PEXPIRE', KEYS[1], ARGV[7])
  redis.call('PEXPIRE', KEYS[2], ARGV[7])
end
return { seq, history, redis.call(ARGV[1], ARGV[2], message) }
