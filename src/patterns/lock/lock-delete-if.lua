-- lock-delete-if.lua
-- Deletes a lock when the caller has it: what DELEX with IFEQ does where the server has it.
--
-- KEYS[1]     lock   string: the token of who has it
-- ARGV[1]     token  of the caller
-- RETURN      1; or 0: the caller has it no more

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('DEL', KEYS[1])
