import { type Behaviours, DEFAULT_BEHAVIOURS, type JsonObject, type Simulator } from "../../simulator/index.js";
import { COMPANY, clock, DAY, domain, done, GOOD, post, raw, refused, start, user } from "./support.js";

const time = clock();

type Proof = (sim: Simulator) => Promise<void>;

/** For each open question: the other answer, and the call that shows it. */
const PROOFS: { [Name in keyof Behaviours]: [Behaviours[Name], Proof] } = {
  brandInUseByCompany: [
    false,
    async (sim) => {
      await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
      await done(sim, "change_company", { company: COMPANY, attributes: { brand: "Blue" } });
      await done(sim, "_delete_brand", { brand: "Blue" });
      expect(sim.call("get_company", { company: COMPANY }).attributes?.brand).toBeNull();
    },
  ],
  missingCompany: [2, async (sim) => expect(await refused(sim, "get_company", { company: "Nobody" })).toBe(2)],
  missingUserDomain: [2, async (sim) => expect(await refused(sim, "get_user", { user: "a@no.example" })).toBe(2)],
  unsetAttributes: [
    "absent",
    async (sim) => expect(sim.call("get_domain", { domain: "example.com" }).attributes).not.toHaveProperty("spamtag"),
  ],
  inheritedInAttributes: [true, async (sim) => expect(ofDomain(sim).spamfolder).toBe(".Spam")],
  domainShowsCompany: [true, async (sim) => expect(ofDomain(sim).company).toBe(COMPANY)],
  aliasRead: [
    2,
    async (sim) => {
      await aliases(sim);
      expect(await refused(sim, "get_domain", { domain: "one.example" })).toBe(2);
      expect(await refused(sim, "change_domain", { domain: "one.example", attributes: {} })).toBe(3);
    },
  ],
  pageLimit: [
    1,
    async (sim) => {
      await domain(sim, "second.example");
      expect(await post(sim, "search_domains", {})).toMatchObject({ count: 1, total_count: 3 });
    },
  ],
  numbers: ["text", async (sim) => expect(ofDomain(sim).quota_maximum).toBe("10240")],
  listOrder: [
    "shuffled",
    async (sim) => {
      await aliases(sim);
      expect(ofDomain(sim).aliases).toEqual(["two.example", "one.example"]);
    },
  ],
  createClash: [
    8,
    async (sim) =>
      expect(await refused(sim, "create_workgroup", { domain: "example.com", workgroup: "staff" })).toBe(8),
  ],
  deletedUsersBlockDomain: [
    true,
    async (sim) => {
      await user(sim);
      await done(sim, "delete_user", { user: "iris@example.com" });
      expect(await refused(sim, "delete_domain", { domain: "example.com" })).toBe(10);
    },
  ],
  userRestoreDays: [
    1,
    async (sim) => {
      await user(sim);
      await done(sim, "delete_user", { user: "iris@example.com" });
      time.pass(DAY + 1000);
      const criteria = { domain: "example.com", deleted: true };
      expect(sim.call("search_users", { criteria }).total_count).toBe(0);
    },
  ],
  domainRestoreDays: [
    1,
    async (sim) => {
      await done(sim, "delete_domain", { domain: "example.com" });
      time.pass(DAY + 1000);
      expect(sim.call("search_domains", { criteria: { deleted: true } }).total_count).toBe(0);
    },
  ],
  emptyText: [
    "null",
    async (sim) => {
      await done(sim, "change_domain", { domain: "example.com", attributes: { notes_external: "" } });
      expect(ofDomain(sim).notes_external).toBeNull();
    },
  ],
  passwordRequiredForMailbox: [
    false,
    async (sim) => {
      await done(sim, "change_user", { user: "iris@example.com", attributes: {} });
    },
  ],
  typeChange: [
    "refused",
    async (sim) => {
      await user(sim);
      const attributes = { type: "forward", forward_recipients: ["a@b.example"] };
      expect(await refused(sim, "change_user", { user: "iris@example.com", attributes })).toBe(6);
    },
  ],
  forwardWithoutRecipients: [
    "accepted",
    async (sim) => {
      await user(sim, "iris@example.com", { delivery_forward: true });
    },
  ],
  initialWorkgroup: ["everyone", async (sim) => expect(ofDomain(sim).workgroup).toBe("everyone")],
  missingWorkgroup: [
    2,
    async (sim) => {
      const attributes = { password: GOOD, workgroup: "none" };
      expect(await refused(sim, "change_user", { user: "iris@example.com", attributes })).toBe(2);
    },
  ],
  smtpSentLimit: [
    "settable",
    async (sim) => {
      await done(sim, "change_company", { company: COMPANY, attributes: { smtp_sent_limit: 900 } });
    },
  ],
  expiredToken: [
    1,
    async (sim) => {
      const { session_token } = await done(sim, "authenticate", { generate_session_token: true });
      sim.expireTokens();
      const who = { user: sim.admin.user, token: String(session_token) };
      expect(await refused(sim, "get_company", { company: COMPANY }, who)).toBe(1);
    },
  ],
  settableSpelling: [
    "singular",
    async (sim) => {
      const answer = await post(sim, "get_company", { company: COMPANY });
      expect(answer).toHaveProperty("settable_attribute");
      expect(answer).not.toHaveProperty("settable_attributes");
    },
  ],
  companyRoleBySetRole: [
    "allowed",
    async (sim) => {
      await user(sim);
      await done(sim, "set_role", { user: "iris@example.com", role: "company", object: COMPANY });
    },
  ],
  malformedCredentials: [
    5,
    async (sim) => {
      const response = await raw(sim, "get_company", "{}");
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ error_number: 5 });
    },
  ],
};

const ofDomain = (sim: Simulator) => sim.call("get_domain", { domain: "example.com" }).attributes as JsonObject;
const aliases = (sim: Simulator) =>
  done(sim, "change_domain", { domain: "example.com", attributes: { aliases: ["one.example", "two.example"] } });

describe.each(Object.entries(PROOFS))("%s", (name, [other, proof]) => {
  test(`set to ${JSON.stringify(other)} it shows`, async () => {
    const sim = await start({ now: time.now, behaviours: { [name]: other } });
    await domain(sim);
    await proof(sim);
  });

  test("left at its default it does not", async () => {
    expect(DEFAULT_BEHAVIOURS[name as keyof Behaviours]).not.toEqual(other);
    const sim = await start({ now: time.now });
    await domain(sim);
    await expect(proof(sim)).rejects.toThrow();
  });
});
