import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { startRelay } from "./support/relay.js";
import { startService } from "./support/service.js";
import { Stack } from "./support/stack.js";
import { accountVariables, callsTo } from "./support/tenant.js";

interface Process {
  readonly pid: number;
  readonly isHost: boolean;
}

/** The processes that an engine has started, and theirs. */
function startedBy({ pid }: ChildProcess): Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
  const all = lines.map((line) => {
    const [own, parent, ...args] = line.trim().split(/\s+/);
    const isHost = /^\S*node .*cmd\/dynamic-provider/.test(args.join(" "));
    return { pid: Number(own), parent: Number(parent), isHost };
  });
  const family = new Set([pid]);
  for (const _ of all) for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  return all.filter((one) => one.pid !== pid && family.has(one.pid));
}

/** Kills an engine alone, and gives what it leaves behind: the hosts of the provider, and the rest. */
async function killEngine(engine: ChildProcess): Promise<{ hosts: Process[]; rest: Process[] }> {
  const left = startedBy(engine);
  const ended = once(engine, "close");
  engine.kill("SIGKILL");
  await ended;
  return { hosts: left.filter(({ isHost }) => isHost), rest: left.filter(({ isHost }) => !isHost) };
}

/** The program and what runs it are not the provider's. */
function end(rest: readonly Process[]): void {
  for (const { pid } of rest) if (isAlive({ pid })) process.kill(pid, "SIGKILL");
}

function isAlive({ pid }: Pick<Process, "pid">): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** An answer to the first call of a method that a test holds back. */
function heldBack(method: string) {
  let release = () => {};
  let came = () => {};
  const hasCome = new Promise<void>((resolve) => {
    came = resolve;
  });
  const held = new Promise<boolean>((resolve) => {
    release = () => resolve(true);
  });
  const onAnswer = (_: unknown, of: string) => {
    if (of !== method) return true;
    came();
    return held;
  };
  return { onAnswer, hasCome, release: () => release() };
}

test("a provider whose engine was killed carries on what is under way, and ends", async () => {
  const service = await startService();
  service.call("change_domain", { domain: "example.com", attributes: {} });
  const write = heldBack("change_user");
  const relay = await startRelay(service.url, write.onAnswer);
  const variables = { ...accountVariables(service), OMA_ENDPOINT: relay.url, OMA_VERIFY_WRITES: "all" };
  const stack = await Stack.create(variables);
  stack.program('new oma.User("ann", { user: "ann@example.com", password: "Quartz*Kite-58", name: "Ann" });');
  const engine = stack.start("up", "--yes", "--skip-preview");
  await write.hasCome;
  const { hosts, rest } = await killEngine(engine);
  expect(hosts.map(isAlive)).toEqual([true]);
  service.requests.clear();
  write.release();
  await until(() => !hosts.some(isAlive));
  end(rest);
  expect(callsTo(service)).toEqual(["get_user ann@example.com"]);

  await stack.succeed("cancel", "--yes");
  expect(await stack.oma("recover")).toMatchObject({ code: 0 });
  service.requests.clear();
  expect((await stack.up("--expect-no-changes")).code).toBe(0);
  expect(callsTo(service)).toEqual([]);
  stack.remove();
});

test("a provider whose engine was killed while nothing was under way ends", async () => {
  const service = await startService();
  const stack = await Stack.create(accountVariables(service));
  const file = `${stack.folder}/declared`;
  // The program goes on after the create of the domain, so that the engine waits for it.
  stack.program(`const domain = new oma.Domain("domain", { domain: "example.com" });
domain.id.apply(() => require("node:fs").writeFileSync(${JSON.stringify(file)}, ""));
setTimeout(() => {}, 600_000);`);
  const engine = stack.start("up", "--yes", "--skip-preview");
  await until(() => existsSync(file));
  const { hosts, rest } = await killEngine(engine);
  expect(hosts).toHaveLength(1);
  await until(() => !hosts.some(isAlive));
  end(rest);
  expect(callsTo(service).filter((call) => call.startsWith("change"))).toEqual(["change_domain example.com"]);
  stack.remove();
});
