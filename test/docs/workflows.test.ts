import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { scripts } from "../../package.json";

interface Step {
  readonly "continue-on-error"?: unknown;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
}

interface Job {
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: { readonly command?: readonly string[] } };
}

const folder = resolve(__dirname, "../../.github/workflows");

describe.each(readdirSync(folder))("the workflow %s", (file) => {
  const text = readFileSync(join(folder, file), "utf8");
  const { jobs } = parse(text) as { jobs: Record<string, Job> };
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test("runs scripts of package.json and nothing else", () => {
    const commands = Object.values(jobs).flatMap(commandsOf);
    expect(commands).not.toEqual([]);
    expect(commands.filter((command) => scriptOf(command) === undefined)).toEqual([]);
  });

  test("names scripts that exist", () => {
    const named = [...Object.values(jobs).flatMap(commandsOf), ...scriptsOfActions(text)];
    expect(named.map(scriptOf).filter((script) => !Object.hasOwn(scripts, script ?? ""))).toEqual([]);
  });

  test("pins each action to a commit, and says which release that is", () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used).not.toEqual([]);
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(used.filter((action) => !new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+$`, "m").test(text))).toEqual([]);
  });
});

test.each(["ci.yml", "release.yml"])("%s audits the packages, and nothing lets it pass over that", (file) => {
  const { jobs } = parse(readFileSync(join(folder, file), "utf8")) as { jobs: Record<string, Job> };
  const audits = Object.values(jobs).filter(({ steps }) => steps.some(({ run }) => run === "npm run verify:audit"));
  expect(audits).toHaveLength(1);
  const [{ steps, ...job }] = audits as [Job];
  const audit = steps.find(({ run }) => run === "npm run verify:audit");
  expect(audit).toEqual({ run: "npm run verify:audit" });
  expect(Object.keys(job)).not.toEqual(expect.arrayContaining(["if", "continue-on-error"]));
});

/** What a job runs, with every value of its matrix in place. */
function commandsOf({ steps, strategy }: Job): string[] {
  const choices = strategy?.matrix.command ?? [];
  return steps.flatMap(({ run = "" }) =>
    /^\$\{\{ matrix\.command \}\}$/.test(run) ? choices : run.split("\n").filter(Boolean),
  );
}

/** What a workflow leaves an action to run. */
function scriptsOfActions(text: string): string[] {
  return [...text.matchAll(/^ +[a-z]+-script: (.+)$/gm)].map(([, command = ""]) => command);
}

/** @returns undefined for a command that is no script of package.json. */
function scriptOf(command: string): string | undefined {
  return command === "npm test" ? "test" : /^npm run ([\w:-]+)( -- .+)?$/.exec(command)?.[1];
}
