-- remove-consumers.lua
-- Forgets consumers that have nothing pending: with something pending, it would be lost with them.
--
-- KEYS[1]     stream     stream
-- ARGV[1]     group      consumer group
-- ARGV[2]     consumer   who asks
-- ARGV[3]     minIdleMs  others that have asked for nothing for so long; empty: the one that asks
-- RETURN      the names of those that were forgotten

local removed = {}
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local about = {}
  for i = 1, #consumer, 2 do
    about[consumer[i]] = consumer[i + 1]
  end
  local wanted = about.name == ARGV[2]
  if ARGV[3] ~= '' then
    wanted = not wanted and about.idle >= tonumber(ARGV[3])
  end
  if wanted and about.pending == 0 then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], about.name)
    removed[#removed + 1] = about.name
  end
end
return removed
