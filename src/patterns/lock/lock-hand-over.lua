-- lock-hand-over.lua
-- Gives the lock back when the caller has it: to the first waiter, or to nobody. A caller that waits leaves the queue.
--
-- KEYS[1]     lock      string: the token of who has it
-- KEYS[2]     queue     sorted set: waiters by turn
-- KEYS[3]     alive     sorted set: inboxes of waiters, by the time in ms until which they count as alive
-- ARGV[1]     token     of the caller, `inbox:id`
-- ARGV[2]     now       ms since 1970; empty: the server's time
-- ARGV[3]     claimMs   how long a waiter has to claim what was handed over to it
-- ARGV[4]     channels  what the channel names of inboxes begin with
-- ARGV[5]     counted   '1': PUBLISH counts every listener
-- RETURN      0: the caller did not have it; 1: it is free now; 2: it was handed over

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  redis.call('ZREM', KEYS[2], ARGV[1])
  return 0
end
if hand_over(KEYS[1], KEYS[2], KEYS[3], now_us(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]) then
  return 2
end
redis.call('DEL', KEYS[1])
return 1
