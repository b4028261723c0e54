import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable } from "node:stream";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of a built command that starts a simulator, as a shell would start it. */
export class Program {
  private readonly child: ChildProcessByStdio<null, Readable, Readable>;
  private stdout = "";
  private stderr = "";
  readonly ended: Promise<Ended>;

  constructor(binary: string, args: readonly string[]) {
    if (!existsSync(binary)) throw new Error(`${binary} is missing: npm run build makes it`);
    this.child = spawn(process.execPath, [binary, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    this.child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.ended = new Promise((settle, fail) => {
      this.child.on("error", fail);
      this.child.on("close", (code) => settle({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** The exported settings, as soon as they are all there. */
  settings(): Promise<Settings> {
    return new Promise((settle, fail) => {
      const look = () => {
        const found = settingsIn(this.stdout);
        if (found) settle(found);
      };
      look();
      this.child.stdout.on("data", look);
      void this.ended.then(({ code, stderr }) => fail(new Error(`it ended with ${code} before: ${stderr}`)));
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

export interface Settings {
  readonly endpoint: string;
  readonly user: string;
  readonly password: string;
}

/** Nothing until all three lines, and only these, are complete. */
function settingsIn(output: string): Settings | undefined {
  const line = (name: string) => `export OMA_${name}='([^'\n]+)'\n`;
  const found = new RegExp(`^${line("ENDPOINT")}${line("USER")}${line("PASSWORD")}$`).exec(output);
  const [, endpoint, user, password] = found ?? [];
  return endpoint && user && password ? { endpoint, user, password } : undefined;
}

/** Calls a method of a running service over HTTP with these settings. */
export async function call(
  { endpoint, user, password }: Settings,
  method: string,
  fields: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${endpoint}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ credentials: { user, password, client: "test" }, ...fields }),
  });
  return (await response.json()) as Record<string, unknown>;
}
