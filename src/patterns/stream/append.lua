-- append.lua
-- Appends entries one after the other, all or none, with nothing of anybody else between them.
--
-- KEYS[1]     stream   stream
-- ARGV[1]     now      ms since 1970; empty: the server's time
-- ARGV[2]     words    how many words of trimming follow
-- ARGV[3..]   parts    the words of trimming; then for each entry how many fields and values, and these
-- RETURN      the ids of the new entries

local words = tonumber(ARGV[2])
local ids, at = {}, 3 + words
while at <= #ARGV do
  local count = tonumber(ARGV[at])
  local command = { 'XADD', KEYS[1] }
  if at + count == #ARGV then
    for i = 3, 2 + words do
      command[#command + 1] = ARGV[i]
    end
  end
  command[#command + 1] = next_id(KEYS[1], ARGV[1])
  for i = at + 1, at + count do
    command[#command + 1] = ARGV[i]
  end
  ids[#ids + 1] = redis.call(unpack(command))
  at = at + count + 1
end
return ids
