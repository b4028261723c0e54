import { createServer } from "node:http";

/**
 * A stand-in for the service in a process of its own, so that its CPU time does not count as the client's. The parent sends it
 * `{ latencyMs, limit, down }`, and `report` to get the counts since then.
 */
let mode = { latencyMs: 0, limit: Number.POSITIVE_INFINITY, down: false };
let counts = { requests: 0, refused: 0 };
let running = 0;

const found = JSON.stringify({
  success: true,
  type: "mailbox",
  attributes: {
    account: "ann@example.com",
    name: "Ann",
    quota: 1_073_741_824,
    aliases: ["a@example.com"],
    timezone: null,
  },
  metadata: { createtime: 1_700_000_000, inherit: { spamlevel: "Normal" } },
  settable_attributes: ["name", "quota", "aliases", "timezone", "password", "spamlevel", "workgroup", "notes"],
});
const token = JSON.stringify({ success: true, session_token: "bench", session_token_duration: 10_800 });
const busy = JSON.stringify({ success: false, error: "Try again later", error_number: 20 });

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const answer = (text: string) => response.setHeader("content-type", "application/json").end(text);
    if (String(request.url).endsWith("/authenticate")) return answer(token);
    counts.requests += 1;
    if (mode.down) return request.socket.resetAndDestroy();
    if (running >= mode.limit) {
      counts.refused += 1;
      return answer(busy);
    }
    if (mode.latencyMs === 0) return answer(found);
    running += 1;
    setTimeout(() => {
      running -= 1;
      answer(found);
    }, mode.latencyMs);
  });
});

server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on("message", (order: Partial<typeof mode> | "report") => {
  if (order === "report") {
    process.send?.({ counts });
    return;
  }
  mode = { latencyMs: 0, limit: Number.POSITIVE_INFINITY, down: false, ...order };
  counts = { requests: 0, refused: 0 };
  process.send?.({ set: true });
});
process.on("disconnect", () => process.exit());
