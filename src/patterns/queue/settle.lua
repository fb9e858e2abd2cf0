-- PART: how the jobs of a worker ended.

local function forget(ids)
  redis.call('ZREM', ACTIVE, unpack(ids))
  redis.call('HDEL', JOBS, unpack(ids))
  redis.call('HDEL', PAYLOADS, unpack(ids))
end

-- Two that are over leave for each that comes, so that the ids of the past do not pile up.
local function remember(ids, now, keep_ms)
  for _, id in ipairs(ids) do
    redis.call('ZADD', DONE, now + keep_ms, id)
  end
  local over = redis.call('ZRANGEBYSCORE', DONE, '-inf', now, 'LIMIT', 0, 2 * #ids)
  if #over > 0 then
    redis.call('ZREM', DONE, unpack(over))
  end
  -- A minute longer, for a caller's clock may be slower than the server's.
  redis.call('PEXPIRE', DONE, keep_ms + 60000)
end

-- 'return', 'retry <delay in ms> <reason>' or 'bury 0 <reason>'.
local function give_up(id, record, how, now, most_dead)
  local attempts, keyed, most, place, added = read_job(record)
  redis.call('ZREM', ACTIVE, id)
  if how == 'return' then
    redis.call('ZADD', WAITING, place, id)
    write_job(id, attempts - 1, keyed, most, place, added, '')
    return 'returned'
  end
  local wish, delay, reason = string.match(how, '^(%l+) (%d+) (.*)$')
  write_job(id, attempts, keyed, most, place, added, reason)
  if wish == 'retry' and tonumber(attempts) < tonumber(most) then
    redis.call('ZADD', DELAYED, now + delay, id)
    return 'retried'
  end
  bury(id, now, most_dead)
  return 'dead'
end

-- From ARGV[first]: id, token and how it ended, again and again. A job of which another attempt has begun, or that is
-- gone, is lost to this one. The answer has those that are not simply done: position and outcome, again and again.
local function settle(first, now, keep_ms, most_dead)
  local ids, others, done, keyed_ids = {}, {}, {}, {}
  for i = first, #ARGV, 3 do
    ids[#ids + 1] = ARGV[i]
  end
  local records = #ids > 0 and redis.call('HMGET', JOBS, unpack(ids)) or {}
  for i, id in ipairs(ids) do
    local token, how = ARGV[first + 3 * i - 2], ARGV[first + 3 * i - 1]
    local record = records[i]
    local is_mine = is_leased(record, token)
    if is_mine and how == 'done' then
      done[#done + 1] = id
      keyed_ids[#keyed_ids + 1] = string.find(record, '^%d+ 1', #token + 2) and id
    else
      others[#others + 1] = i
      others[#others + 1] = is_mine and give_up(id, record, how, now, most_dead) or 'lost'
    end
  end
  if #done > 0 then
    forget(done)
  end
  if #keyed_ids > 0 and keep_ms > 0 then
    remember(keyed_ids, now, keep_ms)
  end
  return others
end
