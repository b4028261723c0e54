import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { makeCertificates } from "../../simulator/tls/certificates.js";
import { call, Program } from "./program.js";

const BINARY = resolve(__dirname, "../../simulator/dist/cli/oma-simulator.js");
const running: Program[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oma-run-"));
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

/** A run of a script by Node, as the command. */
const script = (text: string, ...options: string[]) => simulate(...options, "--", process.execPath, "-e", text);

async function appears(path: string): Promise<string> {
  while (!existsSync(path)) await new Promise((settle) => setTimeout(settle, 20));
  return readFileSync(path, "utf8");
}

describe("with a command", () => {
  const CALL = `fetch(process.env.OMA_ENDPOINT + "/get_company", { method: "POST", body: JSON.stringify({
    credentials: { user: process.env.OMA_USER, password: process.env.OMA_PASSWORD }, company: "Lakeside Demo Mail" }) })
    .then((response) => response.json()).then(({ success }) => console.log(success))`;

  test("the command finds the service, and has standard output to itself", async () => {
    const { code, stdout, stderr } = await script(CALL).ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: "true\n" });
    expect(stderr).toMatch(/^An OMA service runs until the command ends\. http:\S+ shows what it holds\.\n$/);
  });

  test("its exit code is the exit code", async () => {
    expect((await script("process.exit(7)").ended).code).toBe(7);
  });

  test("a signal that ended it is told as a shell tells it", async () => {
    expect((await script("process.kill(process.pid, 'SIGKILL')").ended).code).toBe(137);
  });

  test("arguments after the command are the command's, help and options too", async () => {
    const show = "console.log(JSON.stringify(process.argv.slice(1)))";
    const { stdout } = await simulate("--", process.execPath, "-e", show, "--", "--help", "--port", "x").ended;
    expect(JSON.parse(stdout)).toEqual(["--help", "--port", "x"]);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s is passed on, and the command decides", async (signal) => {
    const ready = join(folder, "ready");
    const program = script(
      `process.on("${signal}", () => process.exit(9)); require("fs").writeFileSync(${JSON.stringify(ready)}, "");
       setInterval(() => undefined, 1000)`,
    );
    await appears(ready);
    program.kill(signal);
    expect((await program.ended).code).toBe(9);
  });

  test("a second account in the environment does not get to it", async () => {
    process.env.OMA_TOKEN = "other";
    process.env.OMA_CLUSTER = "a";
    try {
      const names = "console.log(Object.keys(process.env).filter((name) => name.startsWith('OMA_')).sort().join())";
      expect((await script(names).ended).stdout).toBe("OMA_ENDPOINT,OMA_PASSWORD,OMA_USER\n");
    } finally {
      delete process.env.OMA_TOKEN;
      delete process.env.OMA_CLUSTER;
    }
  });

  test("a command that is not there is 127, one that may not be run is 126", async () => {
    const missing = await simulate("--", "no-such-command").ended;
    expect(missing.code).toBe(127);
    expect(missing.stderr).toContain(
      "oma-simulator: no-such-command was not found: it is no file and not on the PATH\n",
    );
    const plain = file("plain", "x");
    const refused = await simulate("--", plain).ended;
    expect(refused.code).toBe(126);
    expect(refused.stderr).toContain(`oma-simulator: ${plain} cannot be run (EACCES)\n`);
  });

  test("nothing to run is a usage error", async () => {
    const { code, stderr } = await simulate("--port", "0", "--").ended;
    expect(code).toBe(2);
    expect(stderr).toContain("-- needs a command to run");
  });
});

describe("--ready-file", () => {
  test("appears whole when the service can be called, for its owner alone, and goes with it", async () => {
    const ready = file("ready.env", "an earlier run's");
    const program = simulate("--ready-file", ready);
    const settings = await program.settings();
    // The earlier one is gone by now, before anything was printed.
    expect(await appears(ready)).toBe(
      `export OMA_ENDPOINT='${settings.endpoint}'\nexport OMA_USER='${settings.user}'\nexport OMA_PASSWORD='${settings.password}'\n`,
    );
    expect(statSync(ready).mode & 0o777).toBe(0o600);
    program.kill("SIGTERM");
    expect((await program.ended).code).toBe(0);
    expect(existsSync(ready)).toBe(false);
  });

  test("a folder that is not there is told", async () => {
    const ready = join(folder, "none", "ready.env");
    const { code, stderr } = await simulate("--ready-file", ready).ended;
    expect(code).toBe(1);
    expect(stderr).toContain(`oma-simulator: the ready file ${ready} cannot be written (ENOENT)`);
  });
});

describe("TLS", () => {
  /** Node reads the extra authority at its start only. */
  const CALL = `const { readFileSync } = require("fs");
    require("https").get(new URL("/fidelity", process.env.OMA_ENDPOINT), { ca: readFileSync(process.env.OMA_CA_FILE) },
      ({ statusCode }) => { console.log(statusCode, process.env.OMA_CA_FILE); process.exit() })`;

  test("--tls makes an authority, whose file the settings name and which goes with the service", async () => {
    const { code, stdout } = await script(CALL, "--tls").ended;
    const [status, authority = ""] = stdout.trim().split(" ");
    expect({ code, status }).toEqual({ code: 0, status: "200" });
    expect(existsSync(dirname(authority))).toBe(false);
  });

  test("without a command the file is printed, as a fourth setting", async () => {
    const ready = join(folder, "ready.env");
    const program = simulate("--tls", "--ready-file", ready);
    const authority = /export OMA_CA_FILE='(.+)'\n$/.exec(await appears(ready))?.[1] ?? "";
    expect(readFileSync(authority, "utf8")).toMatch(/^-----BEGIN CERTIFICATE-----/);
    program.kill("SIGTERM");
    const { stdout, stderr } = await program.ended;
    expect(stdout).toMatch(/^export OMA_ENDPOINT='https:/);
    expect(stdout).toContain(`export OMA_CA_FILE='${authority}'\n`);
    expect(stderr).toContain(`Its certificate is by the authority in ${authority}\n`);
  });

  test("--cert and --key serve a certificate from elsewhere", async () => {
    const { cert, key, authority } = makeCertificates(["127.0.0.1"], Date.now());
    const files = ["--cert", file("cert.pem", cert), "--key", file("key.pem", key)];
    const trusting = CALL.replace("process.env.OMA_CA_FILE)", `${JSON.stringify(file("ca.pem", authority))})`);
    expect(await script(trusting, ...files).ended).toMatchObject({ code: 0, stdout: "200 undefined\n" });
  });

  test.each([
    [["--cert", "x"], 2, "--cert and --key belong together"],
    [["--key", "x"], 2, "--cert and --key belong together"],
    [["--tls", "--cert", "x", "--key", "x"], 2, "--tls makes a certificate: it excludes --cert and --key"],
    [["--cert", "/none.pem", "--key", "/none.key"], 1, "oma-simulator: /none.pem cannot be read (ENOENT)"],
    [["--cert", __filename, "--key", __filename], 1, "oma-simulator: The certificate and the key cannot be used: "],
  ])("%j is refused", async (args, code, words) => {
    const ended = await simulate(...args).ended;
    expect(ended).toMatchObject({ code, stdout: "" });
    expect(ended.stderr).toContain(words);
  });
});

describe("--behaviours", () => {
  test("sets switches, and amounts such as sampleMail", async () => {
    const switches = file("switches.yaml", "missingCompany: 2\nsampleMail: 3\njobSeconds: 0\n");
    const settings = await simulate("--behaviours", switches).settings();
    expect(await call(settings, "get_company", { company: "None" })).toMatchObject({ error_number: 2 });
    expect(await call(settings, "get_user_messages", { user: settings.user })).toMatchObject({ count: 3 });
  });

  test.each([
    [
      "a: 1\nmissingCompany: 3\n",
      ":1: a: unknown switch: GET /fidelity and docs/simulator.md list those that there are",
    ],
    ["audit: never\nmissingCompany: 3\n", ":2: missingCompany: must be one of 9, 2"],
    ["sampleMail: -1\n", ":1: sampleMail: must be 0 to 1000 messages"],
    ["initialWorkgroup: a/b\n", ":1: initialWorkgroup: must be a name of 1 to 64 characters without a slash"],
    ["pageLimit: 0\n", ":1: pageLimit: must be null, which is no limit, or a number of rows from 1"],
    ["- audit\n", ":1: must be an object of switches, such as sampleMail: 3"],
    ["toString: 1\n", ":1: toString: unknown switch"],
  ])("what makes no sense is told with its line: %j", async (text, words) => {
    const switches = file("switches.yaml", text);
    const { code, stderr } = await simulate("--behaviours", switches).ended;
    expect(code).toBe(1);
    expect(stderr).toContain(`oma-simulator: ${switches}${words}`);
  });
});
