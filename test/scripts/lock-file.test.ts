import { readFileSync } from "node:fs";
import { resolve } from "node:path";

interface Entry {
  readonly integrity?: string;
  readonly link?: boolean;
}

const { packages } = JSON.parse(readFileSync(resolve(__dirname, "../../package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, Entry>>;
};

test("the lock file holds the checksum of every package that npm installs, whatever the machine", () => {
  const installed = Object.entries(packages).filter(([path, { link }]) => path.includes("node_modules/") && !link);
  expect(installed.length).toBeGreaterThan(500);
  expect(installed.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? "")).map(([path]) => path)).toEqual([]);
});
