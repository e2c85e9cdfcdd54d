-- Posts frames that are all different: handle, a counter as nonce, constant ciphertext.
-- wrk -s relay_append.lua URL -- HANDLE_HEX TOKEN_HEX FRAMES
local head, rest, frames, count = "", "", 1, 0
local SIZE = 16 + 12 + 1024 + 16

local function unhex(text)
  return (text:gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end))
end

local function u32(number)
  return string.char(
    math.floor(number / 16777216) % 256, math.floor(number / 65536) % 256,
    math.floor(number / 256) % 256, number % 256)
end

function init(args)
  head = unhex(args[2]) .. u32(SIZE) .. unhex(args[1])
  frames = tonumber(args[3])
  local seed = string.format("%08d", os.time() % 100000000)
  rest = seed .. string.rep("x", SIZE - 16 - 4 - 8)
end

function request()
  local parts = {}
  for place = 1, frames do
    count = count + 1
    parts[place] = head .. u32(count) .. rest
  end
  return wrk.format("POST", nil, nil, table.concat(parts))
end

function done(summary, latency, requests)
  local errors = summary.errors
  local bad = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    'result {"requests": %d, "per_second": %f, "p50_ms": %f, "p99_ms": %f, "errors": %d}\n',
    summary.requests, summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
