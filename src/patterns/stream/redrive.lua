-- redrive.lua
-- Puts a dead letter back: appends its entry again, as a new one, and removes the letter.
--
-- KEYS[1]     stream   stream
-- KEYS[2]     dead     stream of the dead letters
-- ARGV[1]     letter   id of the dead letter
-- ARGV[2]     now      ms since 1970; empty: the server's time
-- RETURN      the id of the new entry; nil when there is no such letter

local letter = redis.call('XRANGE', KEYS[2], ARGV[1], ARGV[1])[1]
if not letter then
  return nil
end
redis.call('XDEL', KEYS[2], ARGV[1])
return redis.call('XADD', KEYS[1], next_id(KEYS[1], ARGV[2]), unpack(letter[2], 9))
