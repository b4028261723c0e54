import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./copy.mts";

export interface Room {
  readonly source: string;
  /** Folders with the tests of the room. */
  readonly tests: readonly string[];
  /**
   * The test files that meet the mutants of a source file, or of a folder, where it is not the one of the same name alone. What
   * some tests kill all tests kill, and a mutant costs the loading of every test file it meets: fewer tests are
   * quicker, and can only make the figures worse.
   */
  readonly near: Readonly<Record<string, readonly string[]>>;
}

/** Source files that are measured together, because the same tests meet their mutants. */
export interface Batch {
  /** Below the room's source. */
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const renames = ["rename", "crossing", "histories"];

export const rooms: Readonly<Record<string, Room>> = {
  oma: {
    source: "provider/oma",
    tests: ["test/provider/oma"],
    near: {
      "catalogue.ts": ["catalogue", "errors"],
      "client.ts": ["client", "event", "sinks", "batch", "session-token"],
      "errors/": ["errors"],
      "http/redaction.ts": ["secrets", "redaction"],
      "http/response.ts": ["response", "redaction"],
      "http/server-clock.ts": ["server-clock", "writes"],
      "http/sockets.ts": ["transport"],
      "http/statuses.ts": ["statuses", "errors"],
      "methods/": ["methods", "client-retry", "response"],
      "session.ts": ["session", "session-token"],
    },
  },
  lifecycle: {
    source: "provider/lifecycle",
    tests: ["test/provider/lifecycle", "test/provider/host", "test/provider/kinds"],
    near: {
      "adopt.ts": ["adopt", "adopt", "claim"],
      "check-secret.ts": ["seal", "check", "secret-source"],
      "check.ts": ["check", "seal"],
      "create.ts": ["create", "claim", "app-password", "adopt", "restore", "parts"],
      "delete-fuse.ts": ["delete"],
      "delete.ts": [
        "delete",
        "waiting",
        "protect",
        "adopt",
        "workgroup",
        "sieve-ruleset",
        "parts",
        "app-password",
        "elsewhere",
        "histories",
      ],
      "diff.ts": ["diff", "protect"],
      "errors/": ["errors"],
      "facts.ts": ["read", "shown", "adopt", "crossing", "app-password"],
      "identity.ts": ["moves", "taken", "crossing"],
      "made-at.ts": ["claim", "distinct", ...renames],
      "normalise.ts": ["normalise", "diff"],
      "observe.ts": ["observe", "read"],
      "read.ts": ["read", "elsewhere", "crossing"],
      "rename.ts": renames,
      "state.ts": ["state", "diff"],
      "unknown.ts": ["check", "seal"],
      "update.ts": ["update", "adopt", ...renames],
      "vacate.ts": renames,
      "valid.ts": ["valid", "check"],
      "vault.ts": ["vault", "seal"],
      "whereabouts.ts": renames,
    },
  },
};

/** Those of the room, or of the files that are named; a folder stands for the files in it. */
export function batches(room: Room, wanted: readonly string[]): Batch[] {
  const files = globSync("**/*.ts", { cwd: join(root, room.source) })
    .sort()
    .filter((file) => wanted.length === 0 || wanted.some((name) => isOf(file, name)));
  const byTests = Map.groupBy(files, (file) => testsFor(room, file).join());
  return [...byTests].map(([tests, together]) => ({ files: together, tests: tests.split(",") }));
}

function testsFor({ near, tests }: Room, file: string): string[] {
  const named = Object.entries(near).find(([name]) => isOf(file, name))?.[1] ?? [basename(file, ".ts")];
  const found = globSync(
    tests.flatMap((folder) => named.map((name) => `${folder}/**/${name}.test.ts`)),
    { cwd: root },
  );
  return found.length > 0 ? found : tests.map((folder) => `${folder}/**/*.test.ts`);
}

function isOf(file: string, name: string): boolean {
  return name.endsWith("/") ? file.startsWith(name) : file === name;
}
