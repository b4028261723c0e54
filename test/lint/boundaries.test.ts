import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const repository = resolve(__dirname, "../..");

/** A file that breaks one rule, and the rule. */
type Planted = readonly [path: string, text: string, rule: string];

const restricted = "lint/style/noRestrictedImports";
const takes = (specifier: string) => `import * as taken from "${specifier}";\n\nexport const all = taken;\n`;
const long = (lines: number) =>
  `export function long(): number {\n  let sum = 0;\n${"  sum += 1;\n".repeat(lines)}  return sum;\n}\n`;

/** One violation of each rule of each room. */
const planted: readonly Planted[] = [
  ["provider/planted.ts", takes("./kinds/index.js"), restricted],
  ["provider/kinds/lifecycle.ts", takes("../lifecycle/create.js"), restricted],
  ["provider/kinds/shared/client.ts", takes("../../oma/index.js"), restricted],
  ["provider/oma/kinds.ts", takes("../kinds/index.js"), restricted],
  ["provider/oma/http/host.ts", takes("../../host/runtime.js"), restricted],
  ["provider/oma/sdk.ts", takes("@pulumi/pulumi"), restricted],
  ["provider/lifecycle/host.ts", takes("../host/runtime.js"), restricted],
  ["provider/lifecycle/object/verb.ts", takes("../create.js"), restricted],
  ["provider/lifecycle/object/http.ts", takes("axios"), restricted],
  ["provider/lifecycle/state/recovery.ts", takes("../../recovery/examine.js"), restricted],
  ["provider/lookups/sdk.ts", takes("@pulumi/pulumi"), restricted],
  ["provider/recovery/host.ts", takes("../host/runtime.js"), restricted],
  ["provider/recovery/cli.ts", takes("../../cli/main.js"), restricted],
  ["provider/host/sdk.ts", takes("@pulumi/pulumi"), restricted],
  ["provider/host/simulator.ts", takes("oma-simulator"), restricted],
  ["sdk/recovery.ts", takes("../provider/recovery/examine.js"), restricted],
  ["cli/resources.ts", takes("../sdk/index.js"), restricted],
  ["cli/server.ts", takes("fastify"), restricted],
  ["simulator/provider.ts", takes("../provider/kinds/index.js"), restricted],
  ["simulator/sdk.ts", takes("@pulumi/pulumi"), restricted],
  ["provider/lifecycle/long.ts", long(50), "lint/complexity/noExcessiveLinesPerFunction"],
  [
    "provider/lifecycle/circle-a.ts",
    'import type { B } from "./circle-b.js";\n\nexport type A = B | 1;\n',
    "lint/suspicious/noImportCycles",
  ],
  [
    "provider/lifecycle/circle-b.ts",
    'import type { A } from "./circle-a.js";\n\nexport type B = A | 2;\n',
    "lint/suspicious/noImportCycles",
  ],
  [
    "cli/floating.ts",
    "async function send(): Promise<void> {}\n\nexport function run(): void {\n  send();\n}\n",
    "lint/nursery/noFloatingPromises",
  ],
  [
    "cli/switch.ts",
    'export function name(how: "a" | "b"): string {\n  switch (how) {\n    case "a":\n      return "A";\n  }\n  return "";\n}\n',
    "lint/nursery/useExhaustiveSwitchCases",
  ],
  ["sdk/any.ts", "export const value: any = 1;\n", "lint/suspicious/noExplicitAny"],
];

let folder: string;
let found: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "oma-lint-"));
  for (const [path, text] of planted) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { vcs: _, ...settings } = JSON.parse(readFileSync(join(repository, "biome.json"), "utf8"));
  writeFileSync(join(folder, "biome.json"), JSON.stringify({ ...settings, $schema: undefined }));
  cpSync(join(repository, "provider/kinds/names.ts"), join(folder, "provider/kinds/names.ts"));
  found = await violations(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rules that each file breaks. */
async function violations(cwd: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const biome = join(repository, "node_modules/.bin/biome");
  const output = await new Promise<string>((settle) => {
    execFile(biome, ["lint", "--reporter=json", "--max-diagnostics=none", "."], { cwd }, (_, stdout) => settle(stdout));
  });
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { category: string; severity: string; location: { path: string } }[];
  };
  const refused = diagnostics.filter(({ severity }) => severity !== "information");
  return new Map(
    Object.entries(Object.groupBy(refused, ({ location }) => location.path)).map(([path, all = []]) => [
      path,
      all.map(({ category }) => category),
    ]),
  );
}

test.each(planted)("%s is refused", (path, _, rule) => {
  expect(found.get(path)).toEqual([rule]);
});

test("a file that breaks no rule is let through", () => {
  expect(found.get("provider/kinds/names.ts")).toBeUndefined();
});
