import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { call, Program } from "./program.js";

const BINARY = resolve(__dirname, "../../simulator/dist/cli/oma-simulator.js");
const running: Program[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oma-cli-"));
});
afterEach(async () => {
  for (const program of running.splice(0)) {
    program.kill("SIGKILL");
    await program.ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function simulate(...args: string[]): Program {
  const program = new Program(BINARY, args);
  running.push(program);
  return program;
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const ADMINS = "    admins: [{ user: boss@lake.adm, role: company }]\n";

test.each(["SIGTERM", "SIGKILL"] as const)("what was answered is there after %s and a new start", async (signal) => {
  const data = join(folder, "data.db");
  const first = simulate("--data", data);
  const settings = await first.settings();
  await call(settings, "change_domain", { domain: "example.com", attributes: {} });
  first.kill(signal);
  await first.ended;
  const again = await simulate("--data", data).settings();
  expect(again.user).toBe(settings.user);
  expect(await call(again, "get_domain", { domain: "example.com" })).toMatchObject({ success: true });
});

test("a data file in use is an error that says so", async () => {
  const data = join(folder, "data.db");
  await simulate("--data", data).settings();
  const { code, stderr } = await simulate("--data", data).ended;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `oma-simulator: The data file ${data} cannot be used: another process has it open\n`,
  });
});

test("a tenant and its size come from a file; the same seed gives the same users", async () => {
  const tenant = file(
    "tenant.yaml",
    `companies:\n  - name: Lake Mail\n${ADMINS}    generate: { domains: 4, users: 30 }\n`,
  );
  const names = async (seed: string) => {
    const settings = await simulate("--tenant", tenant, "--seed", seed).settings();
    expect(settings.user).toBe("boss@lake.adm");
    const { domains } = await call(settings, "search_domains", {});
    return (domains as { domain: string }[]).map(({ domain }) => domain);
  };
  const first = await names("a");
  expect(first).toHaveLength(5);
  expect(await names("a")).toEqual(first);
  expect(await names("b")).not.toEqual(first);
});

test("a tenant that cannot be is told with its line", async () => {
  const tenant = file("tenant.yaml", `companies:\n  - name: Lake Mail\n${ADMINS}    domains: [{ domain: x }]\n`);
  const { code, stdout, stderr } = await simulate("--tenant", tenant).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(`oma-simulator: ${tenant}:4: companies[0].domains[0]: change_domain was refused: 6`);
});

test("faults come from a file, and orders are taken only with --control", async () => {
  const faults = file("faults.yaml", "- { error_number: 28, method: get_company, times: 1 }\n");
  const settings = await simulate("--faults", faults, "--control").settings();
  expect(await call(settings, "get_company", { company: "Lakeside Demo Mail" })).toMatchObject({ error_number: 28 });
  const control = await fetch(new URL("/_sim/faults", settings.endpoint));
  expect(await control.json()).toEqual([]);
  const closed = await simulate().settings();
  expect((await fetch(new URL("/_sim/faults", closed.endpoint))).status).toBe(404);
  const bad = await simulate("--faults", file("bad.yaml", "- { effect: huff }\n")).ended;
  expect(bad).toMatchObject({ code: 1, stdout: "" });
  expect(bad.stderr).toContain("bad.yaml:1: fault 1: unknown effect `huff`");
});

test("listening where others can reach it is said, with what they can do", async () => {
  const program = simulate("--host", "0.0.0.0", "--control");
  const settings = await program.settings();
  expect(await call(settings, "get_company", { company: "Lakeside Demo Mail" })).toMatchObject({ success: true });
  program.kill("SIGTERM");
  expect((await program.ended).stderr).toContain(
    "It listens on 0.0.0.0: whoever reaches it sees that page and can send control requests, without a password.",
  );
  const quiet = simulate();
  await quiet.settings();
  quiet.kill("SIGTERM");
  expect((await quiet.ended).stderr).not.toContain("It listens on");
});

test("an address of another machine is an error that says so", async () => {
  const { code, stderr } = await simulate("--host", "192.0.2.1").ended;
  expect({ code, stderr }).toEqual({ code: 1, stderr: "oma-simulator: 192.0.2.1 is not an address of this machine\n" });
});

test("a password with a quote is printed so that a shell reads it", async () => {
  const quoted = `companies:\n  - name: A\n    admins: [{ user: boss@lake.adm, role: company, password: "it's*Kite-58" }]\n`;
  const program = simulate("--tenant", file("tenant.yaml", quoted), "--data", join(folder, "data.db"));
  // Once it holds the file, nothing but the printing is left to do before it waits for its signal.
  while (!existsSync(join(folder, "data.db-wal"))) await new Promise((settle) => setTimeout(settle, 50));
  await new Promise((settle) => setTimeout(settle, 1000));
  program.kill("SIGTERM");
  expect((await program.ended).stdout).toContain(`export OMA_PASSWORD='it'\\''s*Kite-58'\n`);
});

test("--company and --tenant exclude each other", async () => {
  const { code, stderr } = await simulate("--company", "A", "--tenant", "x.yaml").ended;
  expect(code).toBe(2);
  expect(stderr).toContain("--company and --tenant exclude each other");
});
