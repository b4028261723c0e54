import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const page = readFileSync(join(root, "docs/security.md"), "utf8");

test("each test that the page on security names is there", () => {
  const named = [...page.matchAll(/`(test\/[^`]+\.ts)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("the page on security names the module that the code in state loads", () => {
  const constant = readFileSync(join(root, "sdk/resource.ts"), "utf8");
  expect(constant).toContain('p="pulumi-oma"');
  expect(constant).toContain('r(p+"/provider")');
  expect(page).toContain("loads `pulumi-oma` and its `/provider`");
});
