import { mkdirSync, rmSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "oma-simulator";
import { Engine } from "./engine.mts";
import { EngineFailed } from "./engine-failed.mts";
import { report } from "./report.mts";

/**
 * Creates the tenant of examples/quickstart with the real engine, in a simulator of this process. Every run starts with an empty
 * stack: the simulator's data ends with the process, so an earlier state would describe a tenant that is gone.
 */
const root = join(import.meta.dirname, "../..");
const folder = join(root, ".quickstart");
const company = "Lakeside Demo Mail";
const stack = "quickstart";

async function quickstart(stop: AbortSignal): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(root, `Pulumi.${stack}.yaml`), { force: true });
  mkdirSync(folder, { recursive: true });
  const service = await startSimulator();
  try {
    const account = {
      OMA_ENDPOINT: service.url,
      OMA_USER: service.admin.user,
      OMA_PASSWORD: service.admin.password,
    };
    const engine = new Engine(root, folder, account, stop);
    say(`An OMA simulator listens at ${service.url}. Its admin is ${service.admin.user}.`);
    await engine.run("stack", "init", stack);
    await engine.run("config", "set", "--secret", "mailboxPassword", "Quartz*Kite-58");

    heading("pulumi up: creates a tenant");
    await engine.show("up", "--yes", "--skip-preview", "--suppress-outputs");
    const calls = service.requests.entries().length;

    heading("What the service now holds");
    say(report(service, company));

    heading("pulumi up again: nothing to do");
    service.requests.clear();
    await engine.show("up", "--yes", "--skip-preview", "--suppress-outputs");
    say(`OMA calls of the first up: ${calls}; of the second: ${service.requests.entries().length}.`);

    heading("Drift check: pulumi refresh --preview-only --expect-no-changes");
    await engine.run("refresh", "--preview-only", "--expect-no-changes");
    say("No drift: the service holds what the program declares.");

    await deletedByHand(service, engine);

    heading("Next steps");
    say(
      [
        "Change examples/quickstart/index.ts and run npm start again, or copy it into your own Pulumi project:",
        "  npm install pulumi-oma @pulumi/pulumi",
        "  npx oma-simulator                         runs an OMA simulator and prints its settings",
        "  pulumi up",
        "",
        "With an account at OpenSRS, instead of the simulator's settings:",
        "  pulumi config set oma:cluster test        or a, or b: the cluster of the account",
        "  pulumi config set oma:user admin@example.adm",
        "  pulumi config set --secret oma:password",
      ].join("\n"),
    );
  } finally {
    await service.close();
  }
}

/** Somebody deletes a mailbox on the console. The nightly run must not put an empty one in its place. */
async function deletedByHand(service: Simulator, engine: Engine): Promise<void> {
  const user = "ann.moreau@lakeside.example.com";
  const nightly = ["up", "--yes", "--skip-preview", "--refresh", "--suppress-outputs"];
  const createdAt = () => service.call("get_user", { user }).metadata?.createtime;
  const before = createdAt();
  service.call("delete_user", { user });

  heading(`Somebody deleted ${user}: pulumi up --refresh refuses to make an empty mailbox`);
  await engine.showRefused(...nightly);

  heading("pulumi up --refresh with oma:restoreDeleted at restore: it comes back with its mail");
  await engine.run("config", "set", "oma:restoreDeleted", "restore");
  await engine.show(...nightly);
  await engine.run("config", "rm", "oma:restoreDeleted");
  if (createdAt() !== before) throw new EngineFailed(`${user} is not the account that was deleted`);
}

function heading(words: string): void {
  console.log(`\n== ${words}\n`);
}

function say(words: string): void {
  console.log(words);
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // The handler stays, because one Ctrl-C arrives more than once where npm and the terminal both pass it on.
  process.on(signal, () => {
    if (stop.signal.aborted) return;
    process.exitCode = 128 + constants.signals[signal];
    console.error("Stopping. Pulumi finishes the operations that it has begun.");
    stop.abort();
  });
}

try {
  await quickstart(stop.signal);
} catch (error) {
  process.exitCode ??= 1;
  if (!stop.signal.aborted) console.error(error instanceof EngineFailed ? error.message : error);
}
