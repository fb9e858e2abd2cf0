-- PART: merging sorted sets, and whether the result still holds every bit of its numbers.

local function union(destination, sources, aggregate)
  local command = { 'ZUNIONSTORE', destination, #sources, unpack(sources) }
  command[#command + 1] = 'AGGREGATE'
  command[#command + 1] = aggregate
  return redis.call(unpack(command))
end

local function reaches_beyond(board, largest)
  if not largest then
    return false
  end
  local lowest = redis.call('ZRANGE', board, 0, 0, 'WITHSCORES')[2]
  local highest = redis.call('ZRANGE', board, -1, -1, 'WITHSCORES')[2]
  return lowest and (tonumber(lowest) < -largest or tonumber(highest) > largest)
end
