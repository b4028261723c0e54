import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Run } from "../run.mts";
import type { Surroundings } from "../surroundings.mts";
import { LANGUAGE_HOST, PULUMI } from "./programs.mts";
import { BUILT_PULUMI, readVersion } from "./versions.mts";

const MODULES = fileURLToPath(new URL("../go", import.meta.url));

// Two modules, since one cannot hold both versions of sdk/v3. The Go module proxy does not serve the language host's own
// module. sdk/v3 has its source up to 3.68.0, and this old host runs programs on today's SDK.
const BUILDS = [
  {
    module: "nodejs-host",
    source: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    program: LANGUAGE_HOST,
    flags: ["-ldflags", "-s -w"],
  },
  {
    module: "cli",
    source: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    program: PULUMI,
    flags: [
      "-tags",
      "osusergo,grpcnotrace",
      "-ldflags",
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${BUILT_PULUMI}`,
    ],
  },
];

export async function goVersion(env: NodeJS.ProcessEnv, run: Run): Promise<string | undefined> {
  try {
    // Outside of any go.mod, which could make Go report another toolchain.
    return readVersion(await run("go", ["env", "GOVERSION"], { env, cwd: tmpdir() }));
  } catch {
    return undefined;
  }
}

export async function build(folder: string, { env, run, signal }: Surroundings): Promise<void> {
  for (const { module, source, program, flags } of BUILDS) {
    await run(
      "go",
      ["build", "-mod=readonly", "-buildvcs=false", "-trimpath", ...flags, "-o", join(folder, program), source],
      { cwd: join(MODULES, module), env: { ...env, CGO_ENABLED: "0", GOWORK: "off" }, signal },
    );
  }
}
