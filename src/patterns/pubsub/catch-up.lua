-- catch-up.lua
-- The last message of a topic and what its outbox holds from a number on, all from the same moment.
--
-- KEYS[1]     head     text `history seq id`: the last message
-- KEYS[2]     outbox   stream, entry <seq>-0 { m: message }: the newest messages
-- ARGV[1]     from     the first number wanted; empty: only the head
-- ARGV[2]     count    how many messages, at most
-- RETURN      the head (empty when nothing was published), { message, … }

local messages = {}
if ARGV[1] ~= '' then
  for _, entry in ipairs(redis.call('XRANGE', KEYS[2], ARGV[1], '+', 'COUNT', ARGV[2])) do
    messages[#messages + 1] = entry[2][2]
  end
end
return { redis.call('GET', KEYS[1]) or '', messages }
