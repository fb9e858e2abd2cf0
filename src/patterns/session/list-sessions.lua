-- list-sessions.lua
-- Which sessions an index has, without those that have expired.
--
-- KEYS[1]     index       sorted set of the user's sessions
-- ARGV[1]     now         ms since 1970; empty: the server's time
-- RETURN      the last parts of their keys, the one that expires last first

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
return redis.call('ZRANGE', KEYS[1], 0, -1, 'REV')
