import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { readOptions } from "../../simulator/cli/options.js";
import { readTenantFile, type Simulator } from "../../simulator/index.js";
import { done, start } from "./support.js";

/** Runs what the pages of the simulator tell people to run. */

const page = (name: string) => readFileSync(resolve(__dirname, "../../docs", `${name}.md`), "utf8");
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(([, block = ""]) => block);

/** The text below a heading, up to the next one that is as high. The comment of an example of a file is no heading. */
function section(text: string, heading: string): string {
  const [, rest = ""] = text.split(`\n${heading}\n`);
  const [mark = ""] = heading.split(" ");
  return rest.split(new RegExp(`^#{1,${mark.length}} (?!oma-simulator )`, "m"))[0] ?? "";
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oma-docs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("Test your own OMA client", () => {
  const text = page("simulator-clients");
  /** `tls`: what the program is asked to find out whether it can do TLS, where that is not part of it. curl has an option. */
  const languages: { heading: string; block: string; program: string; file: string; tls?: string[] | false }[] = [
    { heading: "curl", block: "sh", program: "sh", file: "call.sh", tls: false },
    { heading: "PHP", block: "php", program: "php", file: "call.php" },
    { heading: "Perl", block: "perl", program: "perl", file: "call.pl", tls: ["-MIO::Socket::SSL", "-e1"] },
    { heading: "Python", block: "python", program: "python3", file: "call.py" },
    { heading: "Ruby", block: "ruby", program: "ruby", file: "call.rb" },
    { heading: "Node", block: "js", program: process.execPath, file: "call.js" },
  ];
  const can = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
  // Where a language is not installed, its lines cannot be run; Node always is.
  const here = languages.filter(({ heading, program }) => can(heading === "curl" ? heading : program, "--version"));
  const withTls = here.filter(({ program, tls = ["--version"] }) => tls && can(program, ...tls));

  async function run(
    sim: Simulator,
    program: string,
    file: string,
    env: Record<string, string> = {},
  ): Promise<unknown> {
    const { user, password } = sim.admin;
    const settings = { OMA_ENDPOINT: sim.url, OMA_USER: user, OMA_PASSWORD: password };
    const { stdout } = await promisify(execFile)(program, [file], { env: { ...process.env, ...settings, ...env } });
    return JSON.parse(stdout);
  }

  test("there is a section for each language, with one program", () => {
    for (const { heading, block } of languages) expect(blocks(section(text, `### ${heading}`), block)).toHaveLength(1);
  });

  test.each(here)("the lines for $heading create the domain", async ({ heading, block, program, file }) => {
    const sim = await start();
    const script = written(file, blocks(section(text, `### ${heading}`), block)[0] ?? "");
    expect(await run(sim, program, script)).toMatchObject({ success: true });
    expect(sim.requests.entries()).toMatchObject([
      { method: "change_domain", object: "example.com", client: heading.toLowerCase(), outcome: "ok" },
    ]);
    expect(sim.call("get_domain", { domain: "example.com" }).attributes).toMatchObject({ language: "nl" });
  });

  test.each(withTls)(
    "$heading trusts the authority in the variable that the page names",
    async ({ heading, block, program, file }) => {
      const sim = await start({ tls: true });
      const authority = written("authority.pem", sim.authority ?? "");
      const script = written(file, blocks(section(text, `### ${heading}`), block)[0] ?? "");
      const variable = heading === "Node" ? "NODE_EXTRA_CA_CERTS" : "SSL_CERT_FILE";
      expect(section(text, "## Over TLS")).toContain(`${variable}="$OMA_CA_FILE"`);
      expect(await run(sim, program, script, { [variable]: authority })).toMatchObject({ success: true });
    },
  );

  test("curl does with its option", async () => {
    const sim = await start({ tls: true });
    const authority = written("authority.pem", sim.authority ?? "");
    const lines = (blocks(section(text, "### curl"), "sh")[0] ?? "").replace("curl ", 'curl --cacert "$OMA_CA_FILE" ');
    expect(await run(sim, "sh", written("call.sh", lines), { OMA_CA_FILE: authority })).toMatchObject({
      success: true,
    });
  });

  test("the options that the containers are started with are options of the command", async () => {
    const container = section(text, "## In a container");
    const entry = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(container)?.[1] ?? "") as string[];
    const { services } = parse(blocks(container, "yaml")[0] ?? "") as { services: { oma: { command: string[] } } };
    expect(readOptions([...entry.slice(1), ...services.oma.command])).toMatchObject({
      host: "0.0.0.0",
      port: 8025,
      tenant: "/tenant.yaml",
      control: true,
      readyFile: "/tmp/oma.env",
    });
    const direct = / npx --yes oma-simulator (.*)$/m.exec(container)?.[1] ?? "";
    expect(readOptions(direct.split(" "))).toMatchObject({ host: "0.0.0.0", port: 8025 });
  });
});

describe("Control over HTTP", () => {
  const text = page("simulator-control");
  const routes = [...text.matchAll(/^### `(GET|POST|PUT|DELETE) \/_sim(\/\S+)`$/gm)].map(
    ([, verb = "", path = ""]) => [verb, path] as const,
  );

  test("each request that there is has a section, and no other", () => {
    const source = readFileSync(resolve(__dirname, "../../simulator/http/control.ts"), "utf8");
    const there = [...source.matchAll(/routes\.(get|post|put|delete)(?:<[^(]*>)?\("(\/[^"]+)"/g)].map(
      ([, verb = "", path = ""]) => `${verb.toUpperCase()} ${path}`,
    );
    expect(there.length).toBeGreaterThan(10);
    expect(routes.map((route) => route.join(" ")).sort()).toEqual(there.sort());
  });

  test.each(routes)("%s %s takes the body and gives the answer of its section", async (verb, path) => {
    const sim = await start({ control: true });
    sim.faults.add({ error_number: 25, method: "change_user", times: 2 });
    const attributes = { password: "Quartz*Kite-58", name: "Iris" };
    await fetch(`${sim.url}/change_user`, {
      method: "POST",
      body: JSON.stringify({ credentials: sim.admin, user: "iris@quay.example", attributes }),
    });
    const own = section(text, `### \`${verb} /_sim${path}\``);
    const json = blocks(own, "json").map((block) => JSON.parse(block) as unknown);
    const body = path === "/snapshot" ? sim.snapshot() : own.includes("\nBody:\n") ? json.shift() : undefined;
    const response = await fetch(new URL(`/_sim${path.replace(":id", "1")}`, sim.url), {
      method: verb,
      ...(verb === "GET" || body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(Number(/^.*\bAnswer (\d+)/ms.exec(own)?.[1]));
    const [example] = json;
    if (example === undefined) return;
    expect(shape(await response.json())).toEqual(shape(example));
  });

  /** The names of the members: of an object, or of the first object in a list. A log entry may have faults too. */
  function shape(value: unknown): string[] {
    const one: object = Array.isArray(value) ? value[0] : value;
    return Object.keys(one).filter((name) => name !== "faults");
  }
});

test("the tenant file of the guide is one that the simulator takes", async () => {
  const yaml = blocks(section(page("simulate"), "### A tenant to start with"), "yaml")[0] ?? "";
  const { tenant } = await readTenantFile(written("tenant.yaml", yaml.replace("users: 10000", "users: 100")));
  const sim = await start({ tenant });
  expect(await done(sim, "get_sieve", { user: "iris@quay.example" })).toMatchObject({ success: true });
  expect(await done(sim, "search_domains", { criteria: { deleted: true } })).toMatchObject({ total_count: 1 });
});
