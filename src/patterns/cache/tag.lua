-- tag.lua
-- Notes under a tag that an entry is about to be written, and forgets the entries that have expired.
--
-- KEYS[1]  tagged  sorted set: keys, by when the last entry of each will have expired
-- ARGV[1]  key     of the entry
-- ARGV[2]  lifeMs  by then it will have expired
-- ARGV[3]  now     ms since 1970; empty: the server's time
-- RETURN   how many keys have the tag

local now = now_ms(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', moment(now))
redis.call('ZADD', KEYS[1], 'GT', moment(now + ARGV[2]), ARGV[1])
local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', last - now))
return redis.call('ZCARD', KEYS[1])
