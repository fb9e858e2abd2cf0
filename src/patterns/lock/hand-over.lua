-- PART: gives the lock to the first waiter that is alive, for as long as it has to claim it, and wakes it.
-- A waiter is named `inbox:id`; its inbox is where its process listens. The process of a waiter is alive while its
-- deadline has not passed, and, where PUBLISH counts every listener, while somebody hears the message. If it does not
-- claim the lock in time, all its waiters count as dead until it is heard of again.

local function hand_over(lock, queue, alive, now, claim_ms, channels, counted, caller)
  local at, now_ms = 0, math.floor(now / 1000)
  while true do
    local waiter = redis.call('ZRANGE', queue, at, at)[1]
    if not waiter then
      return false
    end
    local inbox = string.match(waiter, '^[^:]*')
    if tonumber(redis.call('ZSCORE', alive, inbox) or 0) < now_ms then
      redis.call('ZREM', queue, waiter)
    elseif waiter == caller or redis.call('PUBLISH', channels .. inbox, waiter) > 0 or counted ~= '1' then
      redis.call('ZREM', queue, waiter)
      redis.call('SET', lock, waiter, 'PX', claim_ms)
      redis.call('ZADD', alive, 'XX', 'LT', now_ms + claim_ms, inbox)
      return waiter
    else
      at = at + 1
    end
  end
end
