-- take-session.lua
-- Takes a session away, to be written in another slot of a cluster.
--
-- KEYS[1]     session     hash
-- KEYS[2]     index       sorted set of the user's sessions
-- ARGV[1]     now         ms since 1970; empty: the server's time
-- RETURN      all its fields, name and value in turn; nil when there is no such session

if live(KEYS[1]) then
  local fields = redis.call('HGETALL', KEYS[1])
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], member(KEYS[1]))
  return fields
end
