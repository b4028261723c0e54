import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { call, Program } from "./program.js";

const BINARY = resolve(__dirname, "../../simulator/dist/cli/oma-simulator.js");
const running: Program[] = [];

function simulate(...args: string[]): Program {
  const program = new Program(BINARY, args);
  running.push(program);
  return program;
}

afterEach(async () => {
  for (const program of running.splice(0)) {
    program.kill("SIGKILL");
    await program.ended;
  }
});

test("the printed settings work: the admin provisions in the company", async () => {
  const settings = await simulate().settings();
  expect(settings.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
  expect(await call(settings, "get_company", { company: "Lakeside Demo Mail" })).toMatchObject({ success: true });
  await call(settings, "change_domain", { domain: "example.com", attributes: {} });
  expect(await call(settings, "get_domain", { domain: "example.com" })).toMatchObject({ success: true });
});

test("another password does not get in", async () => {
  const settings = await simulate().settings();
  const answer = await call({ ...settings, password: "wrong" }, "get_company", { company: "Lakeside Demo Mail" });
  expect(answer).toMatchObject({ success: false, error_number: 1 });
});

test("two runs have two passwords", async () => {
  const [one, other] = await Promise.all([simulate().settings(), simulate().settings()]);
  expect(one.password).not.toBe(other.password);
});

test("the admin controls each company that is named, and no other exists", async () => {
  const settings = await simulate("--company", "Northwind Mail", "--company", 'Läden & "Co"').settings();
  for (const company of ["Northwind Mail", 'Läden & "Co"']) {
    expect(await call(settings, "change_company", { company, attributes: { spamlevel: "High" } })).toMatchObject({
      success: true,
    });
  }
  expect(await call(settings, "get_company", { company: "Lakeside Demo Mail" })).toMatchObject({ success: false });
});

test("a port that is asked for is the port that is used", async () => {
  const port = await freePort();
  expect((await simulate("--port", String(port)).settings()).endpoint).toBe(`http://127.0.0.1:${port}/api`);
});

test("a port in use is an error that says so", async () => {
  const server = await listening();
  const { port } = server.address() as AddressInfo;
  const { code, stdout, stderr } = await simulate("--port", String(port)).ended;
  server.close();
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe(`oma-simulator: port ${port} is in use: choose another, or leave --port out for a free one\n`);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 0],
] as const)("%s stops the service and frees the port, with exit code %i", async (signal, expected) => {
  const program = simulate();
  const settings = await program.settings();
  await call(settings, "get_company", { company: "Lakeside Demo Mail" });
  program.kill(signal);
  expect((await program.ended).code).toBe(expected);
  await expect(call(settings, "get_company", {})).rejects.toThrow("fetch failed");
});

test.each([
  [["--port", "80a"], "--port 80a: a port is a number from 0 to 65535"],
  [["--port", "65536"], "--port 65536: a port is a number from 0 to 65535"],
  [["--port=-1"], "--port -1: a port is a number from 0 to 65535"],
  [["--port"], "'--port <value>' argument missing"],
  [["--company", " "], "--company needs a name"],
  [["--company", "A", "--company", "A"], "--company A is given twice"],
  [["--prot", "1"], "Unknown option '--prot'"],
  [["8080"], "Unexpected argument '8080'"],
])("%j is refused before anything listens", async (args, words) => {
  const { code, stdout, stderr } = await simulate(...args).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(words);
  expect(stderr).toContain("Run oma-simulator --help for usage.");
});

test("help is printed whatever else is asked for", async () => {
  const { code, stdout } = await simulate("--port", "80a", "--help").ended;
  expect(code).toBe(0);
  for (const option of ["--port N", "--company NAME"]) expect(stdout).toContain(option);
});

test("the version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(resolve(BINARY, "../../../package.json"), "utf8")) as { version: string };
  expect(await simulate("--version").ended).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

function listening(): Promise<Server> {
  return new Promise((settle) => {
    const server = createServer().listen(0, "127.0.0.1", () => settle(server));
  });
}

async function freePort(): Promise<number> {
  const server = await listening();
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
