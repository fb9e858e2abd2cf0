-- dead-letter.lua
-- Moves an entry that is pending for a consumer to the dead letters, unless another has taken it over.
--
-- KEYS[1]     stream    stream
-- KEYS[2]     dead      stream of the dead letters
-- ARGV[1]     group     consumer group
-- ARGV[2]     consumer  whose it must be
-- ARGV[3]     id        the entry
-- ARGV[4]     reason    why
-- ARGV[5]     most      how many dead letters to keep, about
-- ARGV[6]     now       ms since 1970; empty: the server's time
-- RETURN      how often it was delivered; nil when it is not the consumer's, or no longer in the stream

local row = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1)[1]
if not row or row[2] ~= ARGV[2] then
  return nil
end
if bury(ARGV[1], ARGV[2], ARGV[3], row[4], ARGV[4], ARGV[5], ARGV[6]) then
  return row[4]
end
return nil
