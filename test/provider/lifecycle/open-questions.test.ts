import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { remove } from "../../../provider/lifecycle/delete.js";
import { refresh } from "../../../provider/lifecycle/read.js";
import type { State } from "../../../provider/lifecycle/state/state.js";
import { update } from "../../../provider/lifecycle/update.js";
import type { Values } from "../../../provider/values.js";
import { type Behaviours, DEFAULT_BEHAVIOURS } from "../../../simulator/index.js";
import { createDeclared, declare, newContext } from "../support/context.js";
import { company, given, secretText, startService } from "../support/service.js";

/** Every answer that the sources leave open, other than the simulator's default. */
const others: [keyof Behaviours, Partial<Behaviours>][] = [
  ["brandInUseByCompany", { brandInUseByCompany: false }],
  ["missingCompany", { missingCompany: 2 }],
  ["missingUserDomain", { missingUserDomain: 2 }],
  ["unsetAttributes", { unsetAttributes: "absent" }],
  ["inheritedInAttributes", { inheritedInAttributes: true }],
  ["domainShowsCompany", { domainShowsCompany: true }],
  ["aliasRead", { aliasRead: 2 }],
  ["pageLimit", { pageLimit: 1 }],
  ["numbers", { numbers: "text" }],
  ["listOrder", { listOrder: "shuffled" }],
  ["createClash", { createClash: 8 }],
  ["emptyText", { emptyText: "null" }],
  ["passwordRequiredForMailbox", { passwordRequiredForMailbox: false }],
  ["typeChange", { typeChange: "refused" }],
  ["forwardWithoutRecipients", { forwardWithoutRecipients: "accepted" }],
  ["initialWorkgroup", { initialWorkgroup: "everybody" }],
  ["missingWorkgroup", { missingWorkgroup: 2 }],
  ["smtpSentLimit", { smtpSentLimit: "settable" }],
  ["expiredToken", { expiredToken: 1 }],
  ["userInherit", { userInherit: false }],
  ["renameKeepsAlias", { renameKeepsAlias: true }],
  ["quotaAboveMaximum", { quotaAboveMaximum: "accepted" }],
  ["servicePasswordPolicy", { servicePasswordPolicy: true }],
  ["hintsShape", { hintsShape: "list" }],
  ["unknownFields", { unknownFields: 5 }],
  ["audit", { audit: "never" }],
  ["failureAudit", { failureAudit: "generate_token" }],
  ["settableSpelling", { settableSpelling: "singular" }],
  ["deletedBrandName", { deletedBrandName: "taken" }],
  ["brandMembersCase", { brandMembersCase: "exact" }],
  ["domainRowUsers", { domainRowUsers: false }],
  ["domainOfAdmins", { domainOfAdmins: 24 }],
  ["lostUser", { lostUser: 9 }],
  ["mailboxDelivery", { mailboxDelivery: "none" }],
  ["megabyte", { megabyte: 1_000_000 }],
  ["aliasLimitCounts", { aliasLimitCounts: "users and domain" }],
  ["userLimitCounts", { userLimitCounts: "mailboxes" }],
  ["workgroupCase", { workgroupCase: "exact" }],
  ["brandCase", { brandCase: "exact" }],
  ["nameCase", { nameCase: "ignored" }],
  ["dkimAttributes", { dkimAttributes: "refused" }],
  ["ssoToken", { ssoToken: "kept" }],
  ["echoSuccess", { echoSuccess: false }],
  ["failureBody", { failureBody: "empty" }],
  ["capitals", { capitals: "refused" }],
  ["localPartStart", { localPartStart: "any" }],
];

/** Values whose form on the wire the open questions are about; the second of each pair is declared later. */
const program: [KindName, Values, Values][] = [
  [
    "Company",
    { company, spamlevel: null, spamtag: "", quota: 1024, statsMailout: ["b@x.co", "a@x.co"], regenPasswords: true },
    { company, spamlevel: "High", quota: 2048, statsMailout: [], regenPasswords: null },
  ],
  [
    "Brand",
    { company, brand: "Green", attributes: { page_title: "Green" } },
    { company, brand: "Green", attributes: { page_title: "Mail" } },
  ],
  [
    "Domain",
    { domain: "new.example", company, brand: null, limitUsers: 5, allow: ["b@x.co", "A@x.co"], notesExternal: "" },
    { domain: "new.example", company, brand: "Green", limitUsers: null, allow: ["a@x.co"], notesExternal: "x" },
  ],
  [
    "User",
    {
      user: "ann@new.example",
      password: secretText,
      name: "Ann",
      spamfolder: null,
      aliases: ["z@new.example", "b@new.example"],
      fax: "",
    },
    { user: "anne@new.example", password: secretText, name: "", spamfolder: "Junk", aliases: [], quota: 2 ** 30 },
  ],
];

test("the other answers are none of the simulator's defaults", () => {
  for (const [name, behaviours] of others) expect(behaviours[name]).not.toEqual(DEFAULT_BEHAVIOURS[name]);
});

describe.each([["defaults", {}] as const, ...others])("with another answer to %s", (_, behaviours) => {
  test("the whole life of a tenant shows no false drift and leaves nothing behind", async () => {
    const service = await startService(behaviours);
    const lives: { kind: KindName; state: State }[] = [];
    const noDrift = async () => {
      for (const { kind, state } of lives) {
        expect({ kind, state: await refresh(newContext(service.url), kinds[kind], state) }).toEqual({
          kind,
          state,
        });
      }
    };
    const creating = newContext(service.url);
    for (const [kind, before] of program) lives.push({ kind, state: await createDeclared(creating, kind, before) });
    await noDrift();

    const updating = newContext(service.url);
    for (const [at, [kind, , after]] of program.entries()) {
      const life = lives[at] as (typeof lives)[number];
      const desired = declare(updating, kind, after, { ...life.state.identity, ...life.state.attributes });
      life.state = await update(updating, kinds[kind], life.state, {
        ...desired,
        fingerprints: life.state.fingerprints,
      });
    }
    await noDrift();

    given(service, "change_domain", { domain: "new.example", attributes: { brand: null } });
    for (const { kind, state } of lives.reverse()) await remove(newContext(service.url), kinds[kind], state);
    expect(service.call("get_domain", { domain: "new.example" })).toMatchObject({ success: false, error_number: 2 });
    expect(service.call("_get_brand", { company, brand: "Green" })).toMatchObject({ success: false, error_number: 2 });
  });
});
