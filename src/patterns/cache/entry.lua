-- PART: how an entry is written.
-- An entry is one string, so that whoever deletes or overwrites it takes its lease away, too. By its first byte:
--   l  a lease, while the first load runs:   l token(20)
--   v  a value:                              v payload
--   n  nothing, known from the origin:       n
--   V  a value that may be served stale:     V freshUntilMs(13) leaseUntilMs(13) token(20) payload

local LEASE_AT = 14 -- where leaseUntilMs starts, from 0

local function moment(ms)
  return string.format('%013.0f', ms)
end
