import { type Declaration, programOf } from "./support/program.js";
import { startTenant } from "./support/tenant.js";

const mailbox = (name: string, user: string, more: object = {}): Declaration => ({
  kind: "User",
  name,
  args: { user, password: "Quartz*Kite-58", ...more },
});

test("a delete that a failed run left for later does not reach the mailbox that another resource has adopted", async () => {
  const { service, stack, close } = await startTenant();
  service.call("change_domain", { domain: "example.com", attributes: {} });
  const ann = "ann@example.com";
  const adopted = mailbox("after", ann, { adopt: true });
  try {
    expect((await stack.program(programOf([mailbox("before", ann)])).up()).code).toBe(0);
    // One after the other, so that the adoption is done when the failure ends the run.
    const impossible = 'new oma.User("lost", { user: "lost@nowhere.example" }, { dependsOn: after });';
    const failed = await stack.program(`const after = ${programOf([adopted])}\n${impossible}`).up("--skip-preview");
    expect(failed.code).not.toBe(0);
    expect((await stack.resources()).map(({ urn }) => urn.split("::").at(-1)).sort()).toEqual(["after", "before"]);

    const next = await stack.program(programOf([adopted])).up("--refresh");
    expect([next.code, next.code === 0 ? "" : next.output]).toEqual([0, ""]);
    expect((await stack.resources()).map(({ urn }) => urn.split("::").at(-1))).toEqual(["after"]);
    expect(service.requests.filter(({ method }) => method === "delete_user")).toEqual([]);
    expect(service.call("get_user", { user: ann }).success).toBe(true);

    // Taken out of the program, it goes, although the refresh of the same run has seen it.
    expect((await stack.program("").up("--refresh")).code).toBe(0);
    expect(service.call("get_user", { user: ann }).success).toBe(false);
  } finally {
    await close();
  }
});
