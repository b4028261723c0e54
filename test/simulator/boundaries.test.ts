import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../../simulator");
const SOURCES = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

test("there are sources to look at", () => expect(SOURCES.length).toBeGreaterThan(20));

test.each(SOURCES)("%s stays inside the simulator and reads no files", (file) => {
  const imported = [
    ...readFileSync(path.join(ROOT, file), "utf8").matchAll(/(?:from|import\(|require\()\s*"([^"]+)"/g),
  ];
  for (const [, name = ""] of imported) {
    if (name.startsWith(".")) expect(path.resolve(ROOT, path.dirname(file), name).startsWith(ROOT)).toBe(true);
    else expect(["fastify", "node:crypto", "node:net"]).toContain(name);
  }
});
