-- publish.lua
-- Gives a message the next number, keeps it in the outbox if there is one, and publishes it, in one step.
-- Each message names the one before it, so that a subscriber notices when history was lost or took another way.
--
-- KEYS[1]     head       text `history seq id`: the last message
-- KEYS[2]     outbox     stream, entry <seq>-0 { m: message }: the newest messages
-- ARGV[1]     command    PUBLISH or SPUBLISH
-- ARGV[2]     channel    where it is published
-- ARGV[3]     id         of the message; unique for ever
-- ARGV[4]     now        ms since 1970; empty: the server's time
-- ARGV[5]     payload    any bytes
-- ARGV[6]     maxLen     how many messages the outbox keeps, about; empty: no outbox
-- ARGV[7]     idleMs     the keys are deleted when nothing was published for that long
-- RETURN      the number, how many connections got it, and the history

-- #region publish
local id = ARGV[3]
local history, seq, previous = string.match(redis.call('GET', KEYS[1]) or '', '^(%S+) (%d+) (%S+)$')
if not history then
  -- The first message names the history. What an outbox still holds is of another one.
  history, seq, previous = id, 0, ''
  redis.call('DEL', KEYS[2])
end
seq = seq + 1
local place = string.format('%s %.0f %s', history, seq, id)
redis.call('SET', KEYS[1], place, 'PX', ARGV[7])

local message = string.format('%s %s %.0f\n', place, previous, now_ms(ARGV[4])) .. ARGV[5]
if ARGV[6] ~= '' then
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[6], string.format('%.0f-0', seq), 'm', message)
  redis.call('PEXPIRE', KEYS[2], ARGV[7])
end
return { seq, redis.call(ARGV[1], ARGV[2], message), history }
-- #endregion
