import { isOffered } from "../../../provider/kinds/attribute.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { check } from "../../../provider/lifecycle/check.js";
import { Vault } from "../../../provider/lifecycle/secrets/vault.js";
import type { Values } from "../../../provider/values.js";

/**
 * Every attribute that a program can declare, with the likeliest wrong value that the service might take without a word: another
 * unit, another form, or something without which it has no effect. Such a value is refused with these words. Where there is
 * none, it says why: what is wrong is refused by the type or the service, or nobody but the author can know.
 */
type Trap = { readonly wrong: unknown; readonly with?: Values; readonly says: RegExp } | { readonly none: string };

const flag: Trap = { wrong: "false", says: /true or false/ };
const choice: Trap = { wrong: "on", says: /one of/ };
const listed: Trap = { none: "the service refuses what it does not offer, and the error names what it offers" };
const prose: Trap = { none: "free text of any number of lines" };
const broken: Trap = { wrong: "Sales\nBcc: eve@example.org", says: /on one line/ };
const bytes: Trap = { wrong: 5, says: /in bytes, such as oma\.mib\(512\) or oma\.gib\(2\)/ };
const megabytes: Trap = { wrong: 2 * 1024 ** 3, says: /in MB, such as 2048 for 2 GB/ };
const unlimited: Trap = { wrong: -1, says: /0 or more/ };
const sent: Trap = { wrong: 100_000, says: /recipients per 24 hours/ };
const sender: Trap = { wrong: ["*@münchen.example"], says: /write \*@xn--mnchen-3ya\.example/ };
const header: Trap = { wrong: "X-Spam: yes\nBcc: eve@example.org", says: /mail header/ };
const workgroup: Trap = { wrong: "example.com/sales", says: /workgroup name .* without slash/ };

const common: Readonly<Record<string, Trap>> = {
  allow: sender,
  block: sender,
  brand: broken,
  defaultPasswordEncoding: listed,
  filterdelivery: choice,
  language: listed,
  notesExternal: prose,
  passwordStrength: choice,
  regenPasswords: flag,
  serviceImap4: choice,
  servicePop3: choice,
  serviceSmtpin: choice,
  serviceSmtprelay: choice,
  serviceSmtprelayWebmail: choice,
  serviceWebmail: choice,
  smtpSentLimit: sent,
  spamfolder: broken,
  spamheader: header,
  spamlevel: choice,
  spamtag: broken,
  timezone: listed,
};

const traps: Readonly<Record<KindName, Readonly<Record<string, Trap>>>> = {
  Company: {
    ...common,
    contacts: { wrong: [{ email: "Ann", type: "abuse" }], says: /entry 0 is not/ },
    domainPushAllowed: { wrong: ["Lakeside Demo Mail"], says: /the id of a company, not its name/ },
    domainPushNotify: { wrong: "Ann", says: /an e-mail address/ },
    limitAliases: unlimited,
    limitUsers: unlimited,
    quota: megabytes,
    quotaMaximum: megabytes,
    statsMailout: { wrong: ["Ann"], says: /an e-mail address/ },
    wmDomainalias: flag,
  },
  Domain: {
    ...common,
    aliases: { wrong: ["alias.example", "Example.com"], says: /entry 1 is the domain itself/ },
    catchall: { wrong: "ann", says: /an address local@domain/ },
    company: { wrong: "", says: /not empty/ },
    disabled: flag,
    filtermx: { wrong: "mx.example.org:70000", says: /a port from 1 to 65535/ },
    limitAliases: unlimited,
    limitUsers: unlimited,
    quota: bytes,
    quotaMaximum: megabytes,
    wmDomainalias: flag,
    workgroup,
  },
  Brand: { attributes: { none: "the service has the names, and the provider refuses those that it does not list" } },
  User: {
    ...common,
    aliases: { wrong: ["Ann@example.com"], says: /entry 0 is the user itself/ },
    allow: { wrong: ["*@example.org"], with: { block: ["*@EXAMPLE.org"] }, says: /entry 0 is also in block/ },
    autoresponder: { wrong: "Away.", says: /no effect without deliveryAutoresponder/ },
    autoresponderOptionEnddate: {
      wrong: 1_800_000_000_000,
      with: { deliveryAutoresponder: true },
      says: /UNIX seconds \(not milliseconds\)/,
    },
    autoresponderOptionInterval: { wrong: 86_400, with: { deliveryAutoresponder: true }, says: /in hours/ },
    deliveryAutoresponder: { wrong: true, with: { type: "filter" }, says: /always false where type is "filter"/ },
    deliveryFilter: { wrong: true, says: /always false where type is "mailbox"/ },
    deliveryForward: { wrong: false, with: { type: "forward" }, says: /always true where type is "forward"/ },
    deliveryLocal: { wrong: true, with: { type: "forward" }, says: /always false where type is "forward"/ },
    fax: broken,
    forwardOptionReplyTo: { wrong: "ann@example.org", says: /no effect without deliveryForward/ },
    forwardOptionRestricted: { wrong: true, says: /no effect without deliveryForward/ },
    forwardOptionSubjectPrefix: { wrong: "Fwd: ", says: /no effect without deliveryForward/ },
    forwardRecipients: { wrong: ["ann@example.org"], says: /no effect without deliveryForward/ },
    macsettings: { none: "a value of the console's own, which programs should not declare" },
    maxPabEntries: unlimited,
    name: broken,
    password: { wrong: "Canary*Kite-58\n", says: /printable ASCII characters without space/ },
    phone: broken,
    quota: bytes,
    rejectSpam: flag,
    sieve: prose,
    title: broken,
    type: choice,
    workgroup,
  },
  Workgroup: {},
  Role: {
    role: choice,
    objects: { none: "the service refuses what does not exist (2) or does not hold the user (17)" },
  },
  CompanyBulletin: { bulletinText: { wrong: "Good news.\nMore tomorrow.", says: /begins with its headers/ } },
  DomainBulletin: { bulletinText: { wrong: "Good news.\nMore tomorrow.", says: /begins with its headers/ } },
  SieveRuleset: {
    data: { none: "rules of any form; the service checks them loosely" },
    activeRule: { wrong: false, says: /true, or left out/ },
  },
  AppPassword: {},
};

const identities: Readonly<Record<KindName, Values>> = {
  Company: { company: "Lakeside" },
  Domain: { domain: "example.com" },
  Brand: { company: "Lakeside", brand: "Blue" },
  User: { user: "ann@example.com", password: "Canary*Kite-58" },
  Workgroup: { domain: "example.com", workgroup: "sales" },
  Role: { user: "ann@example.com", role: "domain", objects: ["example.com"] },
  CompanyBulletin: { company: "Lakeside", type: "manual", bulletin: "News" },
  DomainBulletin: { domain: "example.com", type: "manual", bulletin: "News" },
  SieveRuleset: { user: "ann@example.com", ruleset: "main", data: "keep;" },
  AppPassword: { user: "ann@example.com", tag: "phone" },
};

describe.each(Object.values(kinds))("of $name", ({ name, attributes }) => {
  test("each attribute that can be declared was looked at for such a value, and nothing else", () => {
    const offered = Object.keys(attributes).filter((attribute) => {
      const table = attributes[attribute];
      return table !== undefined && isOffered(table);
    });
    const known = Object.keys(traps[name]).filter((attribute) => attribute in attributes);
    expect(known.sort()).toEqual(offered.sort());
  });

  const wrong = Object.entries(traps[name]).filter(
    ([attribute, trap]) => "wrong" in trap && attribute in attributes,
  ) as [string, Extract<Trap, { wrong: unknown }>][];
  if (wrong.length > 0) {
    test.each(wrong)("%s is refused when it is %j", (attribute, trap) => {
      const news = { ...identities[name], ...trap.with, [attribute]: trap.wrong };
      const { failures } = check(kinds[name], {}, news, new Vault());
      expect(failures.map(({ property, reason }) => `${property} ${reason}`)).toEqual([
        expect.stringMatching(trap.says),
      ]);
      expect(failures.map(({ property, reason }) => `${property} ${reason}`).join()).toContain(attribute);
    });
  }
});
