-- release.lua
-- Gives a lease back after a load that failed, so that another may try at once.
--
-- KEYS[1]  entry   string
-- ARGV[1]  token   whose lease it is
-- ARGV[2]  filled  channel: who waits for the fill
-- RETURN   1 when the lease was ours, else 0

local head = head_of(KEYS[1])
if not holds_lease(head, ARGV[1]) then
  return 0
end
end_lease(KEYS[1], head)
if is_first_load(head) then
  redis.call('PUBLISH', ARGV[2], 'released')
end
return 1
