import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

interface Bill {
  readonly components: readonly { readonly name: string }[];
}

test("each published package gets a list of what its installation brings, and of nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "fake-gh-"));
  try {
    const gh = join(folder, "gh");
    writeFileSync(gh, `#!/bin/sh\necho "$1 $2 $3" >> "${folder}/calls"\ncp "$4" "${folder}/"\n`);
    chmodSync(gh, 0o755);
    const published = ["pulumi-oma", "oma-simulator"].map((name) => ({ name, version: "0.9.9" }));
    execFileSync(process.execPath, [resolve(__dirname, "../../scripts/release/sbom.mts")], {
      env: {
        ...process.env,
        PUBLISHED: JSON.stringify(published),
        PATH: [folder, process.env.PATH].join(delimiter),
      },
    });
    expect(readFileSync(join(folder, "calls"), "utf8")).toBe(
      "release upload pulumi-oma@0.9.9\nrelease upload oma-simulator@0.9.9\n",
    );
    const [provider, simulator] = published.map(
      ({ name }) => JSON.parse(readFileSync(join(folder, `${name}-0.9.9.cdx.json`), "utf8")) as Bill,
    );
    const names = (bill: Bill | undefined) => bill?.components.map(({ name }) => name);
    expect(names(provider)).toEqual(expect.arrayContaining(["pulumi-oma", "axios", "p-retry", "@pulumi/pulumi"]));
    expect(names(simulator)).toEqual(expect.arrayContaining(["oma-simulator", "fastify", "yaml"]));
    for (const bill of [provider, simulator]) expect(names(bill)).not.toContain("jest");
    expect(names(provider)).not.toContain("fastify");
    expect(names(simulator)).not.toContain("axios");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
