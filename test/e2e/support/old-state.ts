import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../../simulator/index.js";
import type { Stack } from "./stack.js";
import { company } from "./tenant.js";

/** What the fixtures have in the place of the service's address, whose port is another one in each run. */
const serviceOfFixtures = "http://127.0.0.1:1/api";
/** The service's clock when the fixtures were made, in milliseconds: the time that objects were created at is in state. */
export const timeOfFixtures = Date.UTC(2025, 0, 1);

/** The password of the mailbox in the fixtures' programs. */
export const passwordOfFixtures = "Quartz*Kite-58";

/** A stack as an earlier release left it: its program and its exported state. `name`: see the fixtures' README. */
export function oldStack(name: string): { program: string; state: string } {
  const read = (extension: string) => readFileSync(join(__dirname, `../fixtures/${name}.${extension}`), "utf8");
  return { program: read("js"), state: read("json") };
}

/** What the service holds after the up that a fixture was exported from. */
export function bringTo(service: Simulator): void {
  const contacts = [{ type: "technical", email: "noc@example.org", name: "Rosa Venn" }];
  const mailbox = {
    password: passwordOfFixtures,
    name: "Ann Moreau, é included",
    aliases: ["a.moreau@example.com"],
    quota: 1048576,
  };
  const forward = {
    type: "forward",
    delivery_forward: true,
    forward_recipients: ["a@x.example.org", "b@x.example.org"],
  };
  const of = {
    aliases: ["example.net"],
    allow: ["a@x.example.org", "b@x.example.org"],
    brand: "Blue",
    limit_users: 10,
  };
  service.call("change_company", { company, attributes: { contacts, notes_external: "by code", spamlevel: "High" } });
  service.call("_change_brand", { company, brand: "Blue", attributes: { page_title: "Mail" } });
  service.call("change_domain", { domain: "example.com", attributes: of });
  service.call("change_user", { user: "ann@example.com", attributes: mailbox });
  service.call("change_user", { user: "sales@example.com", attributes: forward });
}

/** Makes the state of a fixture that of the stack. */
export async function takeIn(stack: Stack, { url }: Simulator, state: string): Promise<void> {
  stack.write("old.json", state.replaceAll(serviceOfFixtures, url));
  await stack.succeed("stack", "import", "--file", "old.json");
}
