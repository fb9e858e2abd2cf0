-- lock-acquire.lua
-- Takes the lock when it is free and nobody alive waits for it, or when it was handed over to the caller.
-- Else a caller that waits joins the queue, or keeps its place. To ask again with the same token does no harm.
--
-- KEYS[1]     lock      string: the token of who has it
-- KEYS[2]     fence     string: the last fencing number
-- KEYS[3]     queue     sorted set: waiters by turn
-- KEYS[4]     alive     sorted set: inboxes of waiters, by the time in ms until which they count as alive
-- ARGV[1]     token     of the caller, `inbox:id`
-- ARGV[2]     ttlMs     how long the lease lasts
-- ARGV[3]     now       ms since 1970; empty: the server's time
-- ARGV[4]     claimMs   how long a waiter has to claim what was handed over to it
-- ARGV[5]     channels  what the channel names of inboxes begin with
-- ARGV[6]     counted   '1': PUBLISH counts every listener
-- ARGV[7]     aliveMs   how long a waiter counts as alive; empty: the caller does not wait
-- RETURN      the fencing number; or nil: somebody has it, and the caller does not wait;
--             or { how many wait before the caller, ms until the lease runs out, -1: never }

local token, now, waits = ARGV[1], now_us(ARGV[3]), ARGV[7] ~= ''
local holder = redis.call('GET', KEYS[1])
  or hand_over(KEYS[1], KEYS[3], KEYS[4], now, ARGV[4], ARGV[5], ARGV[6], token)
if not holder or holder == token then
  redis.call('SET', KEYS[1], token, 'PX', ARGV[2])
  return next_fence(KEYS[2], now)
elseif not waits then
  return nil
end

local ticket = (redis.call('ZRANGE', KEYS[3], -1, -1, 'WITHSCORES')[2] or 0) + 1
redis.call('ZADD', KEYS[3], 'NX', ticket, token)
redis.call('PEXPIRE', KEYS[3], ARGV[7])

local now_ms = math.floor(now / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now_ms - 1)
redis.call('ZADD', KEYS[4], now_ms + ARGV[7], string.match(token, '^[^:]*'))
redis.call('PEXPIRE', KEYS[4], ARGV[7])

return { redis.call('ZRANK', KEYS[3], token), redis.call('PTTL', KEYS[1]) }
