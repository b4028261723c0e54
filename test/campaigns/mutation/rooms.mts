import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./copy.mts";

export interface Room {
  readonly source: string;
  /** Which files below the source are mutated, as a glob. */
  readonly files: string;
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
    files: "**/*.ts",
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
    files: "**/*.ts",
    tests: ["test/provider/lifecycle", "test/provider/host", "test/provider/kinds"],
    near: {
      "adopt.ts": ["adopt", "company", "lost-create", "refusals"],
      "check.ts": ["check", "check-secrets"],
      "create.ts": ["create", "lost-create", "app-password", "company", "restore", "subresources"],
      "delete.ts": [
        "delete",
        "waiting",
        "protect",
        "company",
        "workgroup",
        "sieve-ruleset",
        "subresources",
        "app-password",
        "same-service",
        "histories",
      ],
      "diff.ts": ["diff", "protect"],
      "errors/": ["errors"],
      "inputs/failure.ts": ["check"],
      "inputs/validation.ts": ["validation", "check"],
      "object/compare.ts": ["compare", "matches-read"],
      "object/computed.ts": ["read", "matches-read", "company", "crossing", "app-password"],
      "object/normalise.ts": ["normalise", "diff"],
      "object/observation.ts": ["observe", "matches-read"],
      "object/observe.ts": ["observe", "read"],
      "ownership/claims.ts": ["claims"],
      "ownership/evidence.ts": ["evidence", "lost-create", "distinct", ...renames],
      "read.ts": ["read", "same-service", "crossing"],
      "rename/": [...renames, "coordinator", "distinct"],
      "run/delete-limit.ts": ["delete"],
      "secrets/check-secrets.ts": ["check-secrets", "check", "secret-source"],
      "secrets/fingerprinted.ts": ["check-secrets", "state"],
      "secrets/vault.ts": ["vault", "check-secrets"],
      "state/codec.ts": ["codec", "state"],
      "state/identity.ts": ["coordinator", "claims", "crossing", "handler"],
      "state/memory.ts": ["state", "diff"],
      "state/previewed.ts": ["previewed"],
      "update.ts": ["update", "company", ...renames],
      "writes/delete-once.ts": ["delete", "waiting", "workgroup", "subresources", "same-service"],
      "writes/lost-create.ts": ["create", "lost-create", "app-password", "subresources"],
      "writes/settable.ts": ["settable", "refusals"],
      "writes/write.ts": ["write", "write-once"],
    },
  },
  recovery: {
    source: "provider/recovery",
    files: "**/*.ts",
    tests: ["test/provider/recovery"],
    near: {},
  },
  host: {
    source: "provider/host",
    files: "**/*.ts",
    tests: ["test/provider/host", "test/provider/oma", "test/provider/lifecycle"],
    near: {
      "config/client-settings.ts": ["client-settings", "settings", "config"],
      "dynamic/": ["handler", "subresources", "histories"],
      "runtime.ts": ["handler", "histories", "subresources"],
      "verbs.ts": ["handler", "subresources", "histories"],
    },
  },
  sdk: {
    source: "sdk",
    files: "{*,lookups/*}.ts",
    tests: ["test/sdk"],
    near: {},
  },
  simulator: {
    source: "simulator",
    files: "{methods,rules}/**/*.ts",
    tests: ["test/simulator"],
    near: {
      "methods/authentication.ts": ["authentication", "errors"],
      "methods/brand.ts": ["brands", "search"],
      "methods/bulletin.ts": ["bulletins"],
      "methods/company.ts": ["change", "inheritance", "suspension"],
      "methods/domain.ts": ["change", "deletion", "errors", "inheritance"],
      "methods/fields.ts": ["errors", "fidelity"],
      "methods/index.ts": ["fidelity"],
      "methods/messages.ts": ["mail"],
      "methods/method.ts": ["fidelity", "changes"],
      "methods/migration.ts": ["stats-migration"],
      "methods/push-domain.ts": ["push"],
      "methods/reindex.ts": ["mail"],
      "methods/reset-email-test.ts": ["behaviours", "matrix"],
      "methods/role.ts": ["roles", "errors"],
      "methods/search-domains.ts": ["search"],
      "methods/search-users.ts": ["search"],
      "methods/sieve.ts": ["mail"],
      "methods/stats.ts": ["stats-migration"],
      "methods/token.ts": ["tokens"],
      "methods/user-names.ts": ["deletion", "change", "errors"],
      "methods/user.ts": ["change", "deletion", "errors", "inheritance"],
      "methods/workgroup.ts": ["search", "errors", "change"],
      "rules/aliases.ts": ["errors", "deletion", "behaviours"],
      "rules/brands.ts": ["brands", "errors", "push", "second-login"],
      "rules/counts.ts": ["search", "brands", "errors"],
      "rules/delivery.ts": ["change", "behaviours"],
      "rules/domains.ts": ["change", "inheritance", "push"],
      "rules/jobs.ts": ["bulletins", "mail", "stats-migration"],
      "rules/limits.ts": ["errors", "behaviours", "inheritance"],
      "rules/mailbox.ts": ["mail"],
      "rules/paging.ts": ["search"],
      "rules/periods.ts": ["stats-migration"],
      "rules/retention.ts": ["deletion", "behaviours"],
      "rules/sieve-text.ts": ["mail"],
      "rules/user-state.ts": ["change", "errors", "behaviours"],
      "rules/wildcard.ts": ["search"],
    },
  },
};

/** Those of the room, or of the files that are named; a folder stands for the files in it. */
export function batches(room: Room, wanted: readonly string[]): Batch[] {
  const files = globSync(room.files, { cwd: join(root, room.source) })
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
