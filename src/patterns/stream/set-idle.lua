-- set-idle.lua
-- Says how long entries have been idle: 0 keeps them with the consumer that works on them, long enough lets
-- others take them. No delivery is counted. What another consumer has taken over stays with that one.
--
-- KEYS[1]     stream    stream
-- ARGV[1]     group     consumer group
-- ARGV[2]     consumer  whose they must be
-- ARGV[3]     idleMs    how long they have been idle
-- ARGV[4]     undo      '1': the last delivery does not count, for nobody has looked at it
-- ARGV[5..]   ids       the entries
-- RETURN      the ids that are not the consumer's any more

local lost = {}
for i = 5, #ARGV do
  local row = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1)[1]
  if not row or row[2] ~= ARGV[2] then
    lost[#lost + 1] = ARGV[i]
  else
    local deliveries = ARGV[4] == '1' and math.max(0, row[4] - 1) or row[4]
    local claim = { 'IDLE', ARGV[3], 'RETRYCOUNT', deliveries, 'JUSTID' }
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[i], unpack(claim))
  end
end
return lost
