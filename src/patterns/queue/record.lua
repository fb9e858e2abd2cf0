-- PART: the record that a queue keeps of each job: fields with one space between them.
--   token     of its lease; '-' while nobody has it
--   attempts  how often it was taken
--   keyed     1: its id came from the caller, and is remembered when the job is done; else 0
--   most      how often it may be taken
--   place     its score among the waiting: (1000 - priority) * PLACES + a number that counts up
--   added     ms since 1970
--   reason    why its last attempt failed, to the end; or nothing

local function job_record(token, attempts, keyed, most, place, added, reason)
  return table.concat({ token, attempts, keyed, most, place, added, reason }, ' ')
end

local function read_job(record)
  return string.match(record, '^%S+ (%d+) (%d) (%d+) (%d+) (%d+) (.*)$')
end

local function is_leased(record, token)
  return record and token ~= '-' and string.sub(record, 1, #token + 1) == token .. ' '
end
