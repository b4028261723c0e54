import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import type { Simulator } from "../../../simulator/index.js";
import { Stack as Project, type Run } from "../../e2e/support/stack.js";
import type { Held } from "./held.js";
import type { How, Outcome, Stack } from "./lead.js";
import type { Program } from "./program.js";
import { admin, canary, environment, madeUp } from "./tenant.js";

/** A stack of the real engine, led through histories as the stand-in is. */
export class EngineStack implements Stack {
  private constructor(private readonly project: Project) {}

  static async create(service: Simulator): Promise<EngineStack> {
    const account = { OMA_ENDPOINT: service.url, OMA_USER: admin.user, OMA_PASSWORD: admin.password };
    const variables = { ...account, ...environment };
    return new EngineStack(await Project.create(variables));
  }

  async up(program: Program, { parallel, refresh, verifyWrites }: How): Promise<Outcome> {
    const settings = ["--parallel", String(parallel), "--config", `oma:verifyWrites=${verifyWrites}`];
    const flags = [...settings, ...(refresh ? ["--refresh"] : [])];
    return outcome(await this.project.program(bodyOf(program)).up(...flags));
  }

  async refresh(): Promise<Outcome> {
    return outcome(await this.project.refresh());
  }

  async objects(): Promise<Held[]> {
    const resources = await this.project.resources("--show-secrets");
    return resources.map((resource) => {
      const kind = resource.type.split(":").at(-1) as KindName;
      return {
        kind,
        name: resource.urn.split("::").at(-1) as string,
        called: kinds[kind].displayName(resource.outputs as never),
        condemned: "delete" in resource,
        unfinished: "initErrors" in resource,
        password: kinds[kind].createOnlySecrets && secretText(resource.outputs.password),
      };
    });
  }

  remove(): void {
    this.project.remove();
  }
}

/** The text of a secret output, which the export shows beside the mark of a secret. */
function secretText(output: unknown): string {
  const { plaintext } = (output ?? {}) as { plaintext?: string };
  if (plaintext === undefined) throw new Error("an App Password is no secret to the engine");
  return JSON.parse(plaintext);
}

/** The program as a module's body; the resources are variables, so that they can depend on each other. */
function bodyOf(program: Program): string {
  const variable = (name: string) => name.replace("-", "_");
  return program
    .map(({ kind, name, args, dependsOn, ignoreChanges }) => {
      const needs = dependsOn.map(variable).join(", ");
      const opts = `{ dependsOn: [${needs}], ignoreChanges: ${JSON.stringify(ignoreChanges)} }`;
      return `const ${variable(name)} = new oma.${kind}(${JSON.stringify(name)}, ${JSON.stringify(args)}, ${opts});`;
    })
    .join("\n");
}

function outcome({ code, output }: Run): Outcome {
  if (canary.test(output) || madeUp.test(output)) throw new Error(`a password came out of the engine: ${output}`);
  return { ok: code === 0, errors: code === 0 ? "" : output, changes: summed(output) };
}

/** One entry for each resource that something was done to, by the engine's own sum, such as `+ 2 created`. */
function summed(output: string): string[] {
  const [, summary] = /\nResources:\n((?: +.*\n)*)/.exec(output) ?? [];
  const lines = (summary ?? "").matchAll(/^ +\S+ (\d+) (created|updated|replaced|deleted|changes?)/gm);
  return [...lines].flatMap(([, number, what]) => Array<string>(Number(number)).fill(`${what} resource`));
}
