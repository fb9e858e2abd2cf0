-- renew.lua
-- Makes a lease last longer, for a load that takes its time.
--
-- KEYS[1]  entry    string
-- ARGV[1]  token    whose lease it is
-- ARGV[2]  leaseMs  from now on
-- ARGV[3]  now      ms since 1970; empty: the server's time
-- RETURN   1 when the lease was ours, else 0

local head = head_of(KEYS[1])
if not holds_lease(head, ARGV[1]) then
  return 0
elseif is_first_load(head) then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
else
  redis.call('SETRANGE', KEYS[1], LEASE_AT, moment(now_ms(ARGV[3]) + ARGV[2]))
end
return 1
