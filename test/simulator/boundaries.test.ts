import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../../simulator");
const SOURCES = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
/** What the service does, as against how it is run: no transport, no files, no clock of its own. */
const RULES = /^(methods|rules|attributes)\//;

test("there are sources to look at", () => expect(SOURCES.length).toBeGreaterThan(20));

test.each(SOURCES)("%s stays inside the simulator", (file) => {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  expect(text).not.toContain("shared/oma");
  for (const [, name = ""] of text.matchAll(/(?:from|import\(|require\()\s*"([^"]+)"/g)) {
    if (name.startsWith(".")) expect(path.resolve(ROOT, path.dirname(file), name).startsWith(ROOT)).toBe(true);
    else if (RULES.test(file)) expect(name).toBe("node:crypto");
    else expect(name).toMatch(/^(fastify|yaml|node:[a-z_/]+)$/);
  }
});

test.each(SOURCES.filter((file) => RULES.test(file)))("%s asks no clock but that of the call", (file) => {
  expect(readFileSync(path.join(ROOT, file), "utf8")).not.toMatch(/Date\.now|new Date\(\)/);
});
