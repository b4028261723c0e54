import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer as createProxy } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator, type TenantSeed } from "../../simulator/index.js";
import { fakePulumi, repository } from "./support.js";

const password = "Canary*Kite-58";
const tenant: TenantSeed = [
  {
    name: "Lakeside",
    admins: [
      { user: "ops@lakeside.adm", password, role: "company" },
      { user: "eye@lakeside.adm", password, role: "company_ro" },
    ],
  },
];

let service: Simulator;
let folder: string;
beforeEach(async () => {
  service = await startSimulator({ tenant });
  folder = mkdtempSync(join(tmpdir(), "oma-doctor-"));
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

function pulumi(script: string): void {
  fakePulumi(join(folder, "bin"), script);
}

function project(runtime = "runtime: nodejs"): void {
  writeFileSync(join(folder, "Pulumi.yaml"), `name: x\n${runtime}\nmain: program\n`);
  mkdirSync(join(folder, "program/node_modules/@pulumi"), { recursive: true });
  symlinkSync(repository, join(folder, "program/node_modules/pulumi-oma"));
  symlinkSync(join(repository, "node_modules/@pulumi/pulumi"), join(folder, "program/node_modules/@pulumi/pulumi"));
}

interface Line {
  check: string;
  status: string;
  says: string;
  remedy?: string;
}

const account = () => ({ OMA_ENDPOINT: service.url, OMA_USER: "ops@lakeside.adm", OMA_PASSWORD: password });

async function doctor(env: Record<string, string>, ...args: string[]) {
  const result = await new Promise<{ code: number; output: string }>((settle) => {
    execFile(
      process.execPath,
      [join(repository, "dist/cli/oma.js"), "doctor", ...args],
      { cwd: folder, env: { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, ...env } },
      (error, stdout, stderr) => settle({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
  expect(result.output).not.toContain("Canary");
  return result;
}

async function examined(env: Record<string, string>) {
  const { code, output } = await doctor(env, "--json");
  const lines = JSON.parse(output) as Line[];
  for (const { status, remedy } of lines) if (status !== "ok") expect(remedy).toMatch(/\w/);
  expect(code).toBe(lines.some(({ status }) => status === "fail") ? 1 : 0);
  return (check: string) => lines.filter((line) => line.check === check);
}

test("where all is well, every line says so, and the exit code is 0", async () => {
  project();
  pulumi('case "$1" in version) echo v3.260.1;; config) echo "{}";; esac');
  const { code, output } = await doctor(account());
  expect(output).toMatch(/^ok {4}login {5}ops@lakeside\.adm$/m);
  expect(output).toMatch(/^ok {4}role {6}company of Lakeside$/m);
  expect(output).toMatch(/^ok {4}settable {2}\d+ attributes of Lakeside$/m);
  expect(output).toMatch(/^ok {4}clock {5}agrees/m);
  expect(output).toMatch(/^ok {4}engine {4}pulumi 3\.260\.1$/m);
  expect(output).toMatch(/^ok {4}package {3}@pulumi\/pulumi 3\./m);
  expect(output).toMatch(/^warn {2}tls/m);
  expect(output).not.toMatch(/^fail/m);
  expect(code).toBe(0);
});

test("settings that are meant for one run are pointed out, and malformed ones fail", async () => {
  const says = async (env: Record<string, string>) =>
    (await examined({ ...account(), ...env }))("config").map(({ status, says }) => [status, says]);
  expect(await says({ OMA_ADOPT: "true", OMA_VERIFY_WRITES: "off" })).toEqual([
    ["ok", expect.any(String)],
    ["warn", "every create adopts the object that has its name"],
    ["warn", "the provider does not read back what it writes"],
  ]);
  expect(await says({ OMA_RESTORE_DELETED: "restore" })).toEqual([
    ["ok", expect.any(String)],
    ["warn", "every create restores the deleted object that has its name"],
  ]);
  expect(await says({ OMA_RESTORE_DELETED: "ignore" })).toEqual([
    ["ok", expect.any(String)],
    ["warn", "creates make empty objects where deleted ones can be restored"],
  ]);
  expect(await says({ OMA_VERIFY_WRITES: "always" })).toEqual([
    ["ok", expect.any(String)],
    ["fail", expect.stringContaining("OMA_VERIFY_WRITES")],
  ]);
  expect(await says({ OMA_ADOPT: "false", OMA_RESTORE_DELETED: "ask", OMA_VERIFY_WRITES: "all" })).toEqual([
    ["ok", expect.any(String)],
  ]);
});

describe("names of settings:", () => {
  /** What the doctor says of them to a stack that has these keys. */
  async function named(keys: readonly string[], env: Record<string, string> = {}) {
    project();
    const stack = Object.fromEntries(keys.map((key) => [key, { value: "5" }]));
    pulumi(`case "$1" in version) echo v3.260.1;; config) echo '${JSON.stringify(stack)}';; esac`);
    const lines = await examined({ ...account(), ...env });
    return lines("config").filter(({ status }) => status !== "ok");
  }

  test("an unknown key fails, since the run refuses it, and the nearest one is named", async () => {
    expect(await named(["oma:deleteLimt", "oma:pasword", "aws:region"])).toEqual([
      {
        check: "config",
        status: "fail",
        says: "oma:deleteLimt: no such setting",
        remedy: "Did you mean oma:deleteLimit? Set that, and run: pulumi config rm oma:deleteLimt.",
      },
      {
        check: "config",
        status: "fail",
        says: "oma:pasword: no such setting",
        remedy: "Did you mean oma:password? Set that, and run: pulumi config rm oma:pasword.",
      },
    ]);
  });

  test("an unknown variable is a warning, and one that leaves out a care fails, as in the run", async () => {
    const lines = await named([], { OMA_PARALEL: "4", OMA_ANN_PASSWORD: password, OMA_DELETE_LIMT: "5" });
    expect(lines).toMatchObject([
      { status: "warn", says: "OMA_PARALEL: no such setting", remedy: expect.stringContaining("mean OMA_PARALLEL?") },
      { status: "warn", says: "OMA_ANN_PASSWORD: no such setting", remedy: expect.stringContaining("passwordFrom") },
      { status: "fail", says: "OMA_DELETE_LIMT: no such setting" },
    ]);
  });

  test("a variable that some setting reads is no finding", async () => {
    expect(await named([], { OMA_PARALLEL: "4", OMA_DELETE_LIMIT: "5" })).toEqual([]);
  });

  test("a setting of the run that was set for the program is a warning: it has no effect there", async () => {
    expect(await named(["tenant:deleteLimit", "tenant:user"])).toMatchObject([
      { status: "warn", says: "tenant:deleteLimit is a setting of the program, and not oma:deleteLimit" },
    ]);
  });
});

test.each<[string, string | undefined, string[]]>([
  ["none", undefined, ["the last up ran with another oma:deleteLimit, and a destroy would run with that"]],
  ["another one", "9", ["the last up ran with another oma:deleteLimit, and a destroy would run with that"]],
  ["the same", "5", []],
])("a limit where the last up had %s", async (_, recorded, warnings) => {
  project();
  const provider = { urn: "u", type: "pulumi:providers:pulumi-nodejs", inputs: { "oma:deleteLimit": recorded } };
  const state = { version: 3, deployment: { manifest: { time: "t" }, resources: [provider] } };
  pulumi(
    `case "$1" in version) echo v3.260.1;; config) echo '{"oma:deleteLimit":{"value":"5"}}';; stack) echo '${JSON.stringify(state)}';; esac`,
  );
  const warned = async (env: Record<string, string>) =>
    (await examined(env))("config").flatMap(({ status, says }) => (status === "warn" ? [says] : []));
  expect(await warned(account())).toEqual(warnings);
  expect(await warned({ ...account(), OMA_DELETE_LIMIT: "5" })).toEqual([]);
});

test("an empty limit fails: it is a mistake, and no limit is not what it says", async () => {
  const lines = await examined({ ...account(), OMA_DELETE_LIMIT: "" });
  expect(lines("config")).toContainEqual(
    expect.objectContaining({ status: "fail", says: "configuration OMA_DELETE_LIMIT: is empty." }),
  );
});

test("a blank around the password is named where the service refuses it", async () => {
  const lines = await examined({ ...account(), OMA_PASSWORD: `${password} ` });
  expect(lines("login")).toMatchObject([
    { status: "fail", remedy: expect.stringContaining("begins or ends with a blank or a line end") },
  ]);
});

test("settings are taken from the stack's configuration too, and no secret of it is shown", async () => {
  project();
  const stack = {
    "oma:endpoint": { value: service.url },
    "oma:user": { value: "ops@lakeside.adm" },
    "oma:password": { value: password, secret: true },
  };
  pulumi(`case "$1" in version) echo v3.260.1;; config) echo '${JSON.stringify(stack)}';; esac`);
  const lines = await examined({});
  expect(lines("login")).toMatchObject([{ status: "ok" }]);
});

test("a stack that cannot be read leaves the environment", async () => {
  project();
  pulumi('case "$1" in version) echo v3.260.1;; *) exit 1;; esac');
  const lines = await examined(account());
  expect(lines("config")).toMatchObject([{ status: "warn" }, { status: "ok" }]);
  expect(lines("login")).toMatchObject([{ status: "ok" }]);
});

test("without settings it says which is missing, looks no further there, and fails", async () => {
  const lines = await examined({});
  expect(lines("config")).toMatchObject([{ status: "fail", says: expect.stringContaining("oma:user") }]);
  expect(lines("login")).toEqual([]);
  expect(lines("node")).toMatchObject([{ status: "ok" }]);
});

test("a fault of the run's settings is told beside one of the account's, and hides no check of the account", async () => {
  const both = await examined({ OMA_ADOPT: "yes" });
  expect(both("config")).toMatchObject([
    { status: "fail", says: expect.stringContaining("oma:user") },
    { status: "fail", says: 'configuration OMA_ADOPT: is "yes".', remedy: "Use one of true, false." },
  ]);
  const one = await examined({ ...account(), OMA_ADOPT: "yes" });
  expect(one("login")).toMatchObject([{ status: "ok" }]);
});

test("a wrong password is sent once", async () => {
  const lines = await examined({ ...account(), OMA_PASSWORD: "Wrong*Canary" });
  expect(lines("login")).toMatchObject([{ status: "fail", says: expect.stringContaining("refused admin") }]);
  expect(service.requests.entries().length).toBe(1);
});

test("an admin who may only look is told what it lacks", async () => {
  const lines = await examined({ ...account(), OMA_USER: "eye@lakeside.adm" });
  expect(lines("role")).toMatchObject([{ status: "warn", says: "company_ro of Lakeside" }]);
});

test("a clock that differs is named, with the direction", async () => {
  service.clock.advance(600_000);
  expect((await examined(account()))("clock")).toMatchObject([
    { status: "warn", says: expect.stringMatching(/(599|600|601) s behind the service/) },
  ]);
});

test("a host that there is not is a matter of its name", async () => {
  const nowhere = await examined({ ...account(), OMA_ENDPOINT: "https://oma.invalid/api" });
  expect(nowhere("dns")).toMatchObject([{ status: "fail", remedy: expect.stringContaining("name server") }]);
  expect(nowhere("login")).toEqual([]);
});

test.each(["https", "http"])("a port where nobody listens is no matter of certificates (%s)", async (protocol) => {
  const closed = await examined({ ...account(), OMA_ENDPOINT: `${protocol}://127.0.0.1:1/api` });
  expect(closed("connect")).toEqual([
    {
      check: "connect",
      status: "fail",
      says: "no connection to 127.0.0.1:1 (ECONNREFUSED)",
      remedy: "Check the `endpoint` or `cluster` setting and that the service is up, then run again.",
    },
  ]);
  expect([closed("tls"), closed("login")]).toEqual([[], []]);
});

test("a service that does not speak TLS is told by the protocol", async () => {
  const plain = await examined({ ...account(), OMA_ENDPOINT: service.url.replace("http:", "https:") });
  expect(plain("tls")).toMatchObject([
    { status: "fail", remedy: expect.stringContaining("the protocol and the port") },
  ]);
});

test.each([
  ["http://ops:Canary-9@127.0.0.1:1", "no connection to the proxy 127.0.0.1:1 (ECONNREFUSED)", "Check HTTPS_PROXY"],
  ["proxy.example:3128", "HTTPS_PROXY is not a web address", "http://proxy.example:3128"],
])("the proxy %s is told as what it is", async (proxy, says, remedy) => {
  const env = { ...account(), OMA_ENDPOINT: "https://oma.invalid/api", HTTPS_PROXY: proxy };
  expect((await examined(env))("proxy")).toMatchObject([
    { status: "fail", says, remedy: expect.stringContaining(remedy) },
  ]);
});

test("a proxy that lets nothing through is told by the log-in", async () => {
  const refusing = createProxy((_, response) => response.end());
  refusing.on("connect", (_, socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
  await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve));
  const { port } = refusing.address() as AddressInfo;
  const env = { ...account(), OMA_ENDPOINT: "https://oma.invalid/api", HTTPS_PROXY: `http://127.0.0.1:${port}` };
  const lines = await examined(env);
  refusing.close();
  expect(lines("proxy")).toMatchObject([{ status: "ok" }]);
  expect(lines("login")).toMatchObject([
    { status: "fail", remedy: expect.stringContaining("The proxy made no connection: check HTTPS_PROXY") },
  ]);
});

describe("a certificate", () => {
  const tls = join(repository, "test/provider/oma/support/tls");
  async function secure(): Promise<{ endpoint: string; close(): void }> {
    const server = createServer(
      { key: readFileSync(join(tls, "server.key")), cert: readFileSync(join(tls, "server.pem")) },
      (request, response) => void request.resume().on("end", () => response.end('{"success":false,"error_number":9}')),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { endpoint: `https://localhost:${(server.address() as AddressInfo).port}/api`, close: () => server.close() };
  }

  test("that nobody vouches for fails, and one of the user's own authority does not", async () => {
    const { endpoint, close } = await secure();
    const env = { ...account(), OMA_PASSWORD: "", OMA_TOKEN: "t", OMA_ENDPOINT: endpoint };
    expect((await examined(env))("tls")).toMatchObject([
      { status: "fail", remedy: expect.stringContaining("`caFile`") },
    ]);
    const trusted = await examined({ ...env, OMA_CA_FILE: join(tls, "ca.pem") });
    expect(trusted("tls")).toMatchObject([{ status: "ok", says: expect.stringMatching(/TLSv1\.\d, .* \d+ days/) }]);
    expect(trusted("role")).toMatchObject([{ status: "warn" }]);
    close();
  });
});

test.each([
  ["echo v3.100.0", "warn", "older"],
  ["echo soon", "warn", "no version"],
  ["echo none >&2; exit 1", "fail", "pulumi version failed: none"],
])("an engine that answers %s", async (script, status, words) => {
  pulumi(script);
  expect((await examined(account()))("engine")).toMatchObject([{ status, says: expect.stringContaining(words) }]);
});

test("an engine that is not installed fails, and is why the stack's configuration was not read", async () => {
  project();
  expect((await examined(account()))("config")).toMatchObject([
    { status: "warn", says: expect.stringContaining("takes pulumi"), remedy: "See the line about the engine." },
    { status: "ok" },
  ]);
  expect((await examined(account()))("engine")).toMatchObject([
    {
      status: "fail",
      says: "pulumi was not found on the PATH",
      remedy: expect.stringMatching(/^Install it, or add its folder to the PATH: https:/),
    },
  ]);
});

describe("the project", () => {
  test("of another runtime fails", async () => {
    project("runtime: python");
    expect((await examined(account()))("project")).toMatchObject([{ status: "fail" }]);
  });

  test("may say its runtime in the longer form", async () => {
    project("runtime:\n  name: nodejs\n  options:\n    typescript: false");
    expect((await examined(account()))("project")).toMatchObject([{ status: "ok" }]);
  });

  test("whose file is not YAML fails", async () => {
    project("runtime: [nodejs");
    expect((await examined(account()))("project")).toMatchObject([
      { status: "fail", says: expect.stringContaining("Pulumi.yaml cannot be read") },
    ]);
  });

  test("without the package fails, saying where to install it", async () => {
    project();
    rmSync(join(folder, "program/node_modules/pulumi-oma"));
    const [, missing] = (await examined(account()))("package");
    expect(missing).toMatchObject({ status: "fail", remedy: "Run there: npm install pulumi-oma" });
  });

  test("that is not there is a warning", async () => {
    expect((await examined(account()))("project")).toMatchObject([{ status: "warn" }]);
  });
});

test("an unknown option is refused", async () => {
  const { code, output } = await doctor({}, "--fast");
  expect(code).toBe(2);
  expect(output).toContain("--fast");
});
