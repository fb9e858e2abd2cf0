-- Compiles scripts, keeps them, and runs them the way Redis 7 does. It runs once, before the globals are locked, and
-- leaves its functions in redis.scripts. An error leaves as '@<line> <message>', which script-runtime.ts reads.
local send, raise, try = redis.pcall, error, pcall
local wrap, yield = coroutine.wrap, coroutine.yield
local type, select, unpack, tostring, setmetatable = type, select, unpack, tostring, setmetatable
local loadstring, xpcall = loadstring, xpcall
local format, find, gsub, match = string.format, string.find, string.gsub, string.match

-- The engine has a code for an error of its own.
local function in_words(message)
  return (gsub(message, '__RLUA_E__:global%-read:(.*)', "Script attempted to access nonexistent global variable '%1'"))
end

-- Lua writes a number with 14 digits; Redis passes all 17, so that no double loses its end.
local function pcall_command(...)
  local args, count = { ... }, select('#', ...)
  for i = 1, count do
    local kind = type(args[i])
    if kind == 'number' then
      args[i] = format('%.17g', args[i])
    elseif kind ~= 'string' then
      return { err = 'ERR Lua redis lib command arguments must be strings or integers' }
    end
  end
  return send(unpack(args, 1, count))
end

-- `return redis.call()` would be a tail call and lose its line if `call` were a Lua function; a coroutine's is not.
-- It ends with an error, and the next call needs another: a script may keep `redis.call`, so `call` is not the coroutine.
local call, callable, answer_calls

local function call_command(_, ...)
  local reply = pcall_command(...)
  if type(reply) ~= 'table' or not reply.err then return reply end
  callable.__call = wrap(answer_calls)
  raise(reply)
end

function answer_calls(...)
  return answer_calls(yield(call_command(...)))
end

-- The first word is the error's code whatever its case; a leading '-' is dropped; one word gets the code ERR.
local function error_reply(...)
  local message = ...
  if select('#', ...) ~= 1 or type(message) ~= 'string' then
    return { err = 'ERR wrong number or type of arguments' }
  end
  message = gsub(message, '^%-', '')
  return { err = find(message, ' ', 1, true) and message or 'ERR ' .. message }
end

local function member(_, name)
  if name == 'call' then return call end
  if name == 'pcall' then return pcall_command end
  if name == 'error_reply' then return error_reply end
  if name ~= 'scripts' then return redis[name] end
end

local function refuse_change()
  raise('Attempt to modify a readonly table', 2)
end

-- Redis's pcall gives the message of an error table.
local function message_of(ok, err, ...)
  if ok then return ok, err, ... end
  if type(err) == 'table' and type(err.err) == 'string' then err = err.err end
  return ok, type(err) == 'string' and in_words(err) or err
end

local function pcall_function(...)
  return message_of(try(...))
end

-- The innermost line of the script on the stack; error() is the only way here to ask for it.
local function script_line()
  for level = 3, 10 do
    local _, place = try(raise, '', level)
    local line = match(place, '^user_script:(%d+)')
    if line then return line end
  end
  return 1
end

local function located(err)
  if type(err) ~= 'table' then err = { err = 'ERR ' .. tostring(err) } end
  err.line = script_line()
  return err
end

callable = { __newindex = refuse_change, __metatable = false }
local as_redis = { __index = member, __newindex = refuse_change, __metatable = false }
local compiled = {}
redis.scripts = {}

-- Gives the compiler's complaint, if any. The first script takes the place of all before it.
function redis.scripts.compile(id, source)
  local script, problem = loadstring('local redis, pcall = ...; ' .. source, '@user_script')
  if id == 1 then compiled = {} end
  compiled[id] = script
  return problem
end

-- What a script can write to is made for each run, so that nothing stays for the next.
function redis.scripts.run(id)
  callable.__call = wrap(answer_calls)
  call = setmetatable({}, callable)
  local api = setmetatable({}, as_redis)
  -- Only the first result is kept; the engine alone would take the last.
  local ok, reply = xpcall(function() return compiled[id](api, pcall_function) end, located)
  if ok then return reply end
  raise(format('@%s %s', reply.line, in_words(tostring(reply.err))), 0)
end
