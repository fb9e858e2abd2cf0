-- PART: moving a pending entry to the dead letters, in one step. False when the entry is no longer in the stream.
-- The dead letter begins with id, reason, deliveries and consumer; then come the fields of the entry.

local function bury(group, consumer, id, deliveries, reason, most, now)
  local entry = redis.call('XRANGE', KEYS[1], id, id)[1]
  redis.call('XACK', KEYS[1], group, id)
  if not entry then
    return false
  end
  local letter = { 'XADD', KEYS[2], 'MAXLEN', '~', most, next_id(KEYS[2], now) }
  for _, part in ipairs({ 'id', id, 'reason', reason, 'deliveries', deliveries, 'consumer', consumer }) do
    letter[#letter + 1] = part
  end
  for _, part in ipairs(entry[2]) do
    letter[#letter + 1] = part
  end
  redis.call(unpack(letter))
  return true
end
