-- put.lua
-- Writes a value through, unless a newer version of it is known. Loads that are under way lose their lease.
--
-- KEYS[1]  entry         string
-- KEYS[2]  newest        string: the newest version that was ever written
-- ARGV[1]  kind          'v': a value; 'n': nothing
-- ARGV[2]  payload       the value's bytes
-- ARGV[3]  ttlMs         how long it is fresh
-- ARGV[4]  staleMs       how long after that it may be served stale
-- ARGV[5]  version       of the value; empty: none
-- ARGV[6]  versionTtlMs  how long the version is remembered
-- ARGV[7]  now           ms since 1970; empty: the server's time
-- ARGV[8]  filled        channel: who waits for the fill
-- ARGV[9]  dropped       channel: who keeps a copy
-- ARGV[10] key           what they keep it under
-- RETURN   1, or 0 when a newer version had been written and nothing was done

local version = ARGV[5]
if is_older(KEYS[2], version) then
  return 0
end
local head = head_of(KEYS[1])
write(KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[7])
remember(KEYS[2], version, ARGV[6])
if is_first_load(head) then
  redis.call('PUBLISH', ARGV[8], 'stored')
end
redis.call('PUBLISH', ARGV[9], ARGV[10])
return 1
