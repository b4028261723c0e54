import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Runs of the built command that are killed under load, and what is there afterwards. */

const ADMIN = { user: "provisioner@crash.adm", password: "Quartz*Kite-58" };
const WRITERS = 8;

interface Run {
  child: ChildProcess;
  url: string;
}

export interface Round {
  /** Changes that were answered before the kill. */
  acknowledged: number;
  /** Users whose state after the restart is older than what was answered. */
  lost: string[];
  /** Users with a state that nobody asked for. */
  strange: string[];
}

/** The number each user was last told to have: `answered` for certain, `asked` perhaps. */
class Expected {
  readonly answered = new Map<string, number>();
  readonly asked = new Map<string, number>();
}

/** Where the built command is, and where its data is. */
export interface Place {
  binary: string;
  folder: string;
}

/** Starts on what the rounds before left, writes, kills after so many milliseconds, and looks. */
export async function crashRound(place: Place, round: number, killAfterMs: number): Promise<Round> {
  const run = await start(place);
  const expected = new Expected();
  let dead = false;
  const writers = Array.from({ length: WRITERS }, (_, writer) => write(run.url, round, writer, expected, () => dead));
  await new Promise((settle) => setTimeout(settle, killAfterMs));
  run.child.kill("SIGKILL");
  dead = true;
  await Promise.all(writers);
  return look(place, expected);
}

/** Creates users and counts each of them up, until the service is gone. */
async function write(
  url: string,
  round: number,
  writer: number,
  expected: Expected,
  dead: () => boolean,
): Promise<void> {
  for (let number = 0; !dead(); number++) {
    const user = `u-${round}-${writer}-${number % 20}@crash.example`;
    expected.asked.set(user, number);
    try {
      const attributes = { title: String(number), ...(number < 20 ? { password: "Quartz*Kite-58" } : {}) };
      const answer = await call(url, "change_user", { user, attributes });
      if (!answer.success) throw new Error(`refused: ${JSON.stringify(answer)}`);
      expected.answered.set(user, number);
    } catch (error) {
      if (!dead() && (error as Error).message.startsWith("refused")) throw error;
      return;
    }
  }
}

async function look(place: Place, { answered, asked }: Expected): Promise<Round> {
  const run = await start(place);
  const lost: string[] = [];
  const strange: string[] = [];
  for (const [user, number] of answered) {
    const { attributes } = await call(run.url, "get_user", { user });
    const title = Number((attributes as { title?: string } | undefined)?.title ?? -1);
    if (title < number) lost.push(`${user}: answered ${number}, found ${title}`);
    if (title > (asked.get(user) ?? number)) strange.push(`${user}: asked ${asked.get(user)}, found ${title}`);
  }
  run.child.kill("SIGKILL");
  await ended(run.child);
  return { acknowledged: [...answered.values()].length, lost, strange };
}

async function start({ binary, folder }: Place): Promise<Run> {
  const tenant = join(folder, "tenant.json");
  const admins = [{ ...ADMIN, role: "company" }];
  const domains = [{ domain: "crash.example" }];
  writeFileSync(tenant, JSON.stringify({ companies: [{ name: "Crash Mail", admins, domains }] }));
  const options = ["--data", join(folder, "data.db"), "--tenant", tenant];
  const child = spawn(process.execPath, [binary, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const url = await new Promise<string>((settle, fail) => {
    let out = "";
    let complaint = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
      const found = /OMA_ENDPOINT='([^']+)'/.exec(out);
      if (found) settle(found[1] as string);
    });
    child.stderr.on("data", (chunk) => {
      complaint += chunk;
    });
    child.once("exit", (code) => fail(new Error(`the simulator ended with ${code}: ${complaint}`)));
  });
  return { child, url };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((settle) => {
    if (child.exitCode !== null || child.signalCode !== null) settle();
    else child.once("exit", () => settle());
  });
}

async function call(url: string, method: string, fields: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/${method}`, {
    method: "POST",
    body: JSON.stringify({ credentials: ADMIN, ...fields }),
  });
  return (await response.json()) as Record<string, unknown>;
}
