import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Simulator } from "../../simulator/index.js";
import { packed } from "../consumers/consumer.js";
import { engineEnvironment } from "./support/engine-environment.js";
import { startService } from "./support/service.js";
import type { Stack } from "./support/stack.js";
import { accountVariables, callsTo, startTenant } from "./support/tenant.js";

const repository = resolve(__dirname, "../..");

/** The one sentence that says what to install and where. */
const notInstalled = (folder: string) => `pulumi-oma is not installed: add it to package.json in ${folder}`;

interface Run {
  readonly code: number;
  readonly output: string;
}

/** Runs a command, and gives how it ended and all that it wrote. */
function run(folder: string, env: NodeJS.ProcessEnv, file: string, ...args: string[]): Promise<Run> {
  return new Promise((settle) => {
    execFile(file, args, { cwd: folder, env }, (error, stdout, stderr) =>
      settle({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
}

describe("a program whose resources come from a shared package, installed by pnpm with strict linking", () => {
  let service: Simulator;
  let removeTarball: () => void;
  const folder = mkdtempSync(join(tmpdir(), "oma-pnpm-"));
  const project = join(folder, "workspace/stack");
  let env: NodeJS.ProcessEnv;

  const write = (path: string, content: object | string) => {
    const file = join(folder, "workspace", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  };
  const pulumi = { "@pulumi/pulumi": "^3.270.0" };
  const oma = { "pulumi-oma": "file:../package.tgz" };
  const declareStack = (dependencies: object) =>
    write("stack/package.json", { name: "stack", private: true, main: "index.js", dependencies });
  const pnpm = (...args: string[]) => run(join(folder, "workspace"), process.env, "npx", "--yes", "pnpm@10", ...args);
  const install = async () =>
    expect(await pnpm("install", "--prefer-offline", "--no-frozen-lockfile")).toMatchObject({ code: 0 });
  const up = () =>
    run(project, env, "pulumi", "up", "--yes", "--skip-preview", "--non-interactive", "--color", "never");

  beforeAll(async () => {
    service = await startService();
    const { tarball, remove } = await packed();
    removeTarball = remove;
    write("pnpm-workspace.yaml", 'packages: ["stack", "mail"]\nhoist: false\n');
    write("package.json", { name: "workspace", private: true });
    write("mail/package.json", { name: "@acme/mail", version: "1.0.0", dependencies: { ...pulumi, ...oma } });
    write(
      "mail/index.js",
      'const oma = require("pulumi-oma");\nexports.tenant = (domain) => new oma.Domain("d", { domain });\n',
    );
    write("stack/Pulumi.yaml", "name: stack\nruntime: nodejs\n");
    write("stack/index.js", 'require("@acme/mail").tenant("pnpm.example.com");\n');
    declareStack({ ...pulumi, "@acme/mail": "workspace:*" });
    copyFileSync(tarball, join(folder, "workspace/package.tgz"));
    env = engineEnvironment(folder, accountVariables(service));
    await install();
    await run(project, env, "pulumi", "stack", "init", "dev", "--non-interactive");
  });
  afterAll(() => {
    removeTarball?.();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is told in one sentence to install the package in the project too, and so says the doctor", async () => {
    const { code, output } = await up();
    expect(code).not.toBe(0);
    expect(output).toContain(`error: ${notInstalled(project)}`);
    expect(output).not.toContain("Cannot find module");
    expect(output).not.toMatch(/\n\s+at /);
    const doctor = await run(project, env, process.execPath, join(repository, "dist/cli/oma.js"), "doctor");
    expect(doctor.output).toContain(`fail  package   pulumi-oma is not installed for the program in ${project}`);
    expect(doctor.output).toContain("Run there: pnpm add pulumi-oma");
    expect(callsTo(service).filter((call) => call.startsWith("change_"))).toEqual([]);
  });

  test("runs once it is", async () => {
    declareStack({ ...pulumi, "@acme/mail": "workspace:*", ...oma });
    await install();
    expect(await up()).toMatchObject({ code: 0 });
    expect(service.call("get_domain", { domain: "pnpm.example.com" })).toMatchObject({ success: true });
  });
});

/** Takes the packages of a project away but for the engine's own. */
function withoutPackage(stack: Stack): void {
  rmSync(join(stack.folder, "node_modules"), { recursive: true });
  mkdirSync(join(stack.folder, "node_modules"));
  symlinkSync(join(repository, "node_modules/@pulumi"), join(stack.folder, "node_modules/@pulumi"));
}

describe("a stack whose folder lost the package", () => {
  test("says on preview, refresh and destroy what to install and where, and loses nothing", async () => {
    const { service, stack, close } = await startTenant();
    expect((await stack.program('new oma.Domain("d", { domain: "bundle.example.com" });').up()).code).toBe(0);
    const before = await stack.export();
    // As a bundle would be: the program has the package in itself.
    stack.write(
      "index.js",
      `const oma = require(${JSON.stringify(repository)});\nnew oma.Domain("d", { domain: "bundle.example.com", limitUsers: 3 });\n`,
    );
    withoutPackage(stack);
    for (const attempt of [() => stack.preview(), () => stack.refresh(), () => stack.destroy()]) {
      const { code, output } = await attempt();
      expect(code).not.toBe(0);
      expect(output).toContain(notInstalled(stack.folder));
      expect(output).not.toContain("Cannot find module");
      expect(output).not.toMatch(/\n\s+at /);
    }
    const resources = (text: string) => JSON.parse(text).deployment.resources.length;
    expect(resources(await stack.export())).toBe(resources(before));
    expect(service.call("get_domain", { domain: "bundle.example.com" })).toMatchObject({ success: true });
    symlinkSync(repository, join(stack.folder, "node_modules/pulumi-oma"));
    expect((await stack.destroy()).code).toBe(0);
    expect(service.call("get_domain", { domain: "bundle.example.com" }).error_number).toBe(2);
    await close();
  });

  test("gets the remedy from the doctor where not even the engine's package is there", async () => {
    const { stack, close } = await startTenant();
    rmSync(join(stack.folder, "node_modules"), { recursive: true });
    stack.write("package.json", JSON.stringify({ dependencies: { "@pulumi/pulumi": "^3", "pulumi-oma": "^0.1" } }));
    const { code, output } = await stack.oma("doctor");
    expect(code).toBe(1);
    expect(output).toContain(`fail  package   @pulumi/pulumi is not installed for the program in ${stack.folder}`);
    expect(output).toContain(`fail  package   pulumi-oma is not installed for the program in ${stack.folder}`);
    expect(output.match(/Run there: npm install$/gm)).toHaveLength(2);
    await close();
  });
});

test("what every resource has in state of the package is short, and the same whatever the program holds", async () => {
  const { service, stack, close } = await startTenant();
  service.call("change_domain", { domain: "x.example.com", attributes: {} });
  stack.program(
    'const secret = "Canary"; new oma.CompanyBulletin("b", { company: "Lakeside Demo Mail", type: "manual", bulletin: "B", bulletinText: "Subject: " + secret.length });',
  );
  expect((await stack.up()).code).toBe(0);
  const [resource] = await stack.resources();
  expect(String(resource?.inputs.__provider).length).toBeLessThanOrEqual(260);
  expect(resource?.outputs.__provider).toBe(resource?.inputs.__provider);
  expect(String(resource?.inputs.__provider)).not.toMatch(/Canary|\/tmp|Users/);
  await close();
});
