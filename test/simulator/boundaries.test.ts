import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../../simulator");
const SOURCES = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.startsWith("dist/") && !file.includes("node_modules/"),
);

/** From the ground up: a room knows itself and what stands before it here. */
const ROOMS = [
  "random.ts",
  "behaviours",
  "wire",
  "store",
  "attributes",
  "auth",
  "rules",
  "methods",
  "faults",
  "persistence",
  "service",
  "seed",
  "files",
  "tls",
  "api.ts",
  "http",
  "page",
  "start.ts",
  "index.ts",
  "cli",
];
/** What the service does, as against how it is run: no transport, no files, no clock of its own. */
const RULES = ["behaviours", "wire", "store", "attributes", "auth", "rules", "methods"];

const textOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const roomOf = (file: string) => file.split("/")[0] ?? "";
const isRule = (file: string) => RULES.includes(roomOf(file));

function importsOf(file: string): string[] {
  return [...textOf(file).matchAll(/(?:from|import\(|require\()\s*"([^"]+)"/g)].map(([, name = ""]) => name);
}

/** Our own files that a file imports, as they are named below the root. */
function ownImports(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith("."))
    .map((name) => path.relative(ROOT, path.resolve(ROOT, path.dirname(file), name.replace(/\.js$/, ".ts"))));
}

test("there are sources to look at, each in a room that is known", () => {
  expect(SOURCES.length).toBeGreaterThan(20);
  expect(SOURCES.map(roomOf).filter((room) => !ROOMS.includes(room))).toEqual([]);
  expect(ROOMS.filter((room) => !SOURCES.map(roomOf).includes(room))).toEqual([]);
});

test.each(SOURCES)("%s stays inside the simulator, and imports nothing from the rooms above", (file) => {
  expect(textOf(file)).not.toContain("shared/oma");
  for (const name of importsOf(file).filter((one) => !one.startsWith("."))) {
    if (isRule(file)) expect(name).toBe("node:crypto");
    else expect(name).toMatch(/^(fastify|yaml|node:[a-z_0-9/]+)$/);
  }
  const above = ROOMS.slice(ROOMS.indexOf(roomOf(file)) + 1);
  expect(ownImports(file).filter((one) => !SOURCES.includes(one) || above.includes(roomOf(one)))).toEqual([]);
});

test("no file imports itself through others", () => {
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    expect(way).not.toContain(file);
    if (done.has(file)) return;
    for (const next of ownImports(file)) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of SOURCES) walk(file, []);
});

test.each(SOURCES.filter(isRule))("%s asks no clock but that of the call", (file) => {
  expect(textOf(file)).not.toMatch(/Date\.now|new Date\(\)/);
});
