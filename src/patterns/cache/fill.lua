-- fill.lua
-- Writes what was loaded, if the lease is still ours: an invalidation or a write since then has taken it away.
--
-- KEYS[1]  entry         string
-- KEYS[2]  newest        string: the newest version that was ever written
-- ARGV[1]  token         whose lease it is
-- ARGV[2]  kind          'v': a value; 'n': nothing
-- ARGV[3]  payload       the value's bytes
-- ARGV[4]  ttlMs         how long it is fresh
-- ARGV[5]  staleMs       how long after that it may be served stale
-- ARGV[6]  version       of the value; empty: none
-- ARGV[7]  versionTtlMs  how long the version is remembered
-- ARGV[8]  now           ms since 1970; empty: the server's time
-- ARGV[9]  filled        channel: who waits for the fill
-- RETURN   'stored', 'lost': the lease was not ours, or 'older': a newer version had been written

-- #region fill
local head = head_of(KEYS[1])
if not holds_lease(head, ARGV[1]) then
  return 'lost'
end

local older = is_older(KEYS[2], ARGV[6])
if older then
  end_lease(KEYS[1], head)
else
  write(KEYS[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[8])
  remember(KEYS[2], ARGV[6], ARGV[7])
end
if is_first_load(head) then
  redis.call('PUBLISH', ARGV[9], 'loaded')
end
return older and 'older' or 'stored'
-- #endregion
