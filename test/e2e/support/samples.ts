import { type Attribute, isOffered } from "../../../provider/kinds/attribute.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { wireName } from "../../../provider/kinds/names.js";
import type { JsonObject } from "../../../simulator/index.js";

/** Two values of one attribute, and what else its resource has to declare for them to hold. */
export interface Sample {
  readonly kind: KindName;
  readonly attribute: string;
  readonly wire: string;
  readonly table: Attribute;
  readonly values: readonly [unknown, unknown];
  readonly with: Readonly<Record<string, unknown>>;
  /** Why the service holds no second value of it; undefined where it does. */
  readonly fixed: string | undefined;
  /** A value that the service holds and programs cannot declare, and the call that brings it about. */
  readonly undeclarable: { readonly value: unknown; readonly call: readonly [string, JsonObject] } | undefined;
  /** The option without which adopting an object leaves the attribute as it is. */
  readonly adoptNeeds: string | undefined;
}

type Special = {
  values?: readonly [unknown, unknown];
  with?: Readonly<Record<string, unknown>>;
  fixed?: string;
  undeclarable?: NonNullable<Sample["undeclarable"]>;
  adoptNeeds?: string;
};

const forwarding = { deliveryForward: true, forwardRecipients: ["team@example.org"] };
const noAnswer = { deliveryAutoresponder: false };

/** Values that a general rule cannot make up: they have to exist on the service or to fit other attributes. */
const specials: Readonly<Record<string, Special>> = {
  "Company.contacts": {
    values: [
      [{ type: "technical", email: "noc@example.org", name: "Rosa Venn" }],
      [
        { type: "billing", email: "bill@example.org" },
        { type: "technical", email: "noc@example.org", name: "Rosa Venn", phone: "+31 20 555 0100" },
      ],
    ],
  },
  "Company.quota": { values: [100, 101] },
  "Company.quotaMaximum": { values: [5000, 5001] },
  "Company.wmDomainalias": { values: [false, true] },
  "Domain.aliases": { values: [["alias-one.example.net"], ["alias-two.example.net", "alias-three.example.net"]] },
  "Domain.catchall": { values: ["first@catchall.example.com", "second@catchall.example.com"], with: { adopt: true } },
  "Domain.company": { values: ["Lakeside Demo Mail", "Second Company"], with: { allowMove: true } },
  "Domain.workgroup": { values: ["night", "day"], with: { adopt: true } },
  "User.aliases": {
    values: [["one.more@people.example.com"], ["two.more@people.example.com", "three.more@people.example.com"]],
  },
  "User.autoresponder": { with: noAnswer },
  "User.autoresponderOptionEnddate": { with: noAnswer },
  "User.autoresponderOptionInterval": { with: noAnswer },
  "User.deliveryAutoresponder": { with: { autoresponder: "away" } },
  "User.deliveryFilter": {
    values: [true, true],
    with: { type: "filter" },
    fixed: "a filter account always hands its mail on",
  },
  "User.deliveryForward": { with: { forwardRecipients: ["team@example.org"] } },
  "User.deliveryLocal": { values: [false, true], with: forwarding },
  "User.forwardOptionReplyTo": { with: forwarding },
  "User.forwardOptionRestricted": { with: forwarding },
  "User.forwardOptionSubjectPrefix": { with: forwarding },
  "User.forwardRecipients": { with: { deliveryForward: false } },
  "User.password": { values: ["Quartz*Kite-58", "Violet#Road-93"], adoptNeeds: "adoptPassword" },
  "User.type": { values: ["mailbox", "forward"], with: forwarding },
  "User.workgroup": { values: ["night", "day"] },
  "User.spamtag": { values: ["[spam]", "[junk]"] },
  "Role.role": { values: ["mail", "domain"], with: { objects: ["parts.example.com"] } },
  "Role.objects": {
    values: [["parts.example.com"], ["also.example.com", "parts.example.com"]],
    with: { role: "domain" },
  },
  "SieveRuleset.data": { values: ["keep;", "discard;"] },
  "SieveRuleset.activeRule": {
    values: [true, true],
    with: { data: "keep;" },
    undeclarable: {
      value: false,
      call: [
        "set_sieve",
        { user: "activerule@parts.example.com", ruleset: "other", data: "stop;", active_rule: "other" },
      ],
    },
  },
};

const byName: Readonly<Record<string, readonly [unknown, unknown]>> = {
  brand: ["Blue", "Green"],
  bulletinText: ["Subject: News\n\nSome text, é included", "Subject: News\n\nAnother text"],
  domainPushAllowed: [
    ["102", "101"],
    ["103", "101"],
  ],
  domainPushNotify: ["push@example.org", "moved@example.org"],
  filtermx: ["mx.example.org", "mx.example.org:2525"],
  forwardOptionReplyTo: ["reply@example.org", "answer@example.org"],
  language: ["fr", "de"],
  spamheader: ["X-Spam: yes", "X-Junk: yes"],
  timezone: ["Europe/London", "Asia/Tokyo"],
};

/** Every attribute of the kind that a program can declare, with values to try. */
export function samplesOf(kind: KindName): Sample[] {
  return Object.entries(kinds[kind].attributes)
    .filter(([, table]) => isOffered(table))
    .map(([attribute, table]) => {
      const special = specials[`${kind}.${attribute}`];
      return {
        kind,
        attribute,
        wire: wireName(attribute),
        table,
        values: special?.values ?? byName[attribute] ?? general(table),
        with: special?.with ?? {},
        fixed: special?.fixed,
        undeclarable: special?.undeclarable,
        adoptNeeds: special?.adoptNeeds,
      };
    });
}

function general({ value }: Attribute): readonly [unknown, unknown] {
  switch (value.shape) {
    case "text":
      return ["Some text, é included", "Another text"];
    case "integer": {
      const base = Math.max(value.min ?? 0, value.plausible?.min ?? 1000);
      return value.max !== undefined && value.max < base + 1 ? [value.max - 1, value.max] : [base, base + 1];
    }
    case "time":
      return [4_000_000_000, 4_000_000_001];
    case "flag":
      return [true, false];
    case "choice":
      return [value.values[1], value.values[0]];
    case "texts":
      return [
        ["b@example.org", "a@example.org"],
        ["c@example.org", "a@example.org"],
      ];
    case "map":
      return [{ page_title: "Mail" }, { page_title: "Post" }];
    case "records":
      throw new Error("records need values of their own");
  }
}
