-- PART: dead letters, of which only the newest are kept.

local dropped = 0

local function bury(id, now, most_dead)
  redis.call('ZADD', DEAD, now, id)
  while redis.call('ZCARD', DEAD) > most_dead do
    local oldest = redis.call('ZPOPMIN', DEAD)[1]
    redis.call('HDEL', JOBS, oldest)
    redis.call('HDEL', PAYLOADS, oldest)
    dropped = dropped + 1
  end
end
