import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startSimulator } from "../../dist/simulator/index.js";
import { Engine } from "./engine.mts";
import { report } from "./report.mts";

/**
 * Provisions the tenant of examples/quickstart with the real engine, against a simulator of this process. Every run starts
 * anew: the simulator's memory ends with the process, so the stack's state of an earlier run would speak of a tenant that is gone.
 */
const root = join(import.meta.dirname, "../..");
const folder = join(root, ".quickstart");
const company = "Lakeside Demo Mail";
const stack = "quickstart";

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(root, `Pulumi.${stack}.yaml`), { force: true });
  mkdirSync(folder, { recursive: true });
  const service = await startSimulator();
  const engine = new Engine(root, folder, {
    OMA_ENDPOINT: service.url,
    OMA_USER: service.admin.user,
    OMA_PASSWORD: service.admin.password,
  });
  const stop = () => {
    engine.stop();
    void service.close().then(() => process.exit(130));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  try {
    say(`The simulator answers at ${service.url} as admin ${service.admin.user}.`);
    await engine.run("stack", "init", stack);
    await engine.run("config", "set", "--secret", "mailboxPassword", "Quartz*Kite-58");

    heading("pulumi up: a tenant from nothing");
    await engine.show("up", "--yes", "--skip-preview");
    const calls = service.requests.entries().length;

    heading("What the service now holds");
    say(report(service, company));

    heading("pulumi up again: nothing changed");
    service.requests.clear();
    await engine.show("up", "--yes", "--skip-preview");
    say(`OMA calls of the first up: ${calls}; of the second: ${service.requests.entries().length}.`);

    heading("Drift check: pulumi refresh --preview-only --expect-no-changes");
    await engine.show("refresh", "--preview-only", "--expect-no-changes");

    heading("How to go on");
    say(
      [
        "Change examples/quickstart/index.ts and run npm start again, or copy it into a project of your own:",
        "  npm install pulumi-oma @pulumi/pulumi",
        "  npx oma simulate                            an OMA service to try things on, until you stop it",
        "  pulumi config set oma:cluster test          or a, or b: the cluster of your account",
        "  pulumi config set oma:user admin@example.adm",
        "  pulumi config set --secret oma:password",
        "  pulumi up",
      ].join("\n"),
    );
  } finally {
    await service.close();
  }
}

function heading(words: string): void {
  console.log(`\n== ${words}\n`);
}

function say(words: string): void {
  console.log(words);
}

await main();
