-- age.lua
-- Lets time pass for keys: each that expires comes closer to its end. One that is due gets one last millisecond, so that
-- it really expires; PEXPIREAT in the past would delete it instead.
--
-- KEYS[1..]   keys    any
-- ARGV[1]     ms      how much time passes
-- RETURN      the keys that are due

local ms, due = tonumber(ARGV[1]), {}
for _, key in ipairs(KEYS) do
  local left = redis.call('PTTL', key)
  if left >= 0 then
    redis.call('PEXPIRE', key, string.format('%.0f', math.max(1, left - ms)))
    if left <= ms then
      due[#due + 1] = key
    end
  end
end
return due
