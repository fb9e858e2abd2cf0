-- invalidate.lua
-- Removes an entry, and with it the lease of a load that is under way.
--
-- KEYS[1]  entry    string
-- ARGV[1]  filled   channel: who waits for the fill
-- ARGV[2]  dropped  channel: who keeps a copy
-- ARGV[3]  key      what they keep it under
-- RETURN   1 when there was a value, else 0

local first_load = is_first_load(head_of(KEYS[1]))
local removed = redis.call('UNLINK', KEYS[1])
if first_load then
  redis.call('PUBLISH', ARGV[1], 'invalidated')
end
redis.call('PUBLISH', ARGV[2], ARGV[3])
return first_load and 0 or removed
