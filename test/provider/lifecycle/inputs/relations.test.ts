import { unknownValues } from "../../../../provider/engine-wire.js";
import { kinds } from "../../../../provider/kinds/index.js";
import { relationFailures } from "../../../../provider/lifecycle/inputs/relations.js";
import type { Values } from "../../../../provider/values.js";

const user = "ann@example.com";
const reasons = (news: Values, olds: Values = {}, mayBeAdopted = false) =>
  relationFailures(kinds.User, olds, { user, ...news }, mayBeAdopted).map(({ property, reason }) => {
    expect(property).toBe("");
    return reason;
  });
const [unknown] = unknownValues;

describe("what needs a flag to have an effect", () => {
  const recipients = { forwardRecipients: ["team@example.org"] };

  test("is refused without it, also on an account that may be adopted, and once it exists", () => {
    const reason =
      "forwardRecipients has no effect without deliveryForward: declare deliveryForward: true with it, or false to keep it for later";
    expect(reasons(recipients)).toEqual([reason]);
    expect(reasons(recipients, {}, true)).toEqual([reason]);
    expect(reasons(recipients, { user })).toEqual([reason]);
  });

  test.each<[string, Values]>([
    ["the flag", { deliveryForward: true }],
    ["the flag, to be turned on later", { deliveryForward: false }],
    ["a flag that is not known yet", { deliveryForward: unknown }],
    ["a type that always has it", { type: "forward" }],
  ])("passes with %s", (_, rest) => {
    expect(reasons({ ...recipients, ...rest })).toEqual([]);
  });

  test.each([null, "", [], false, unknown])("passes as %j, which has none", (value) => {
    expect(reasons({ forwardRecipients: value })).toEqual([]);
  });

  test("passes as long as it does not change: a flag that is no longer declared stays as it is on the service", () => {
    expect(reasons(recipients, { user, ...recipients })).toEqual([]);
    expect(reasons(recipients, { user, ...recipients, deliveryForward: true })).toEqual([]);
    expect(reasons({ forwardRecipients: [] }, { user, ...recipients })).toEqual([]);
  });

  test("is refused once it changes, and once the type no longer turns it on", () => {
    expect(reasons({ forwardRecipients: ["other@example.org"] }, { user, ...recipients })).toHaveLength(1);
    expect(reasons({ ...recipients, type: "mailbox" }, { user, ...recipients, type: "forward" })).toHaveLength(1);
  });
});

describe("a flag that the type decides", () => {
  test("is refused with the other value", () => {
    expect(reasons({ type: "forward", deliveryLocal: true, deliveryForward: false, deliveryFilter: true })).toEqual([
      'deliveryFilter is always false where type is "forward": declare another type, or leave deliveryFilter out',
      'deliveryForward is always true where type is "forward": declare another type, or leave deliveryForward out',
      'deliveryLocal is always false where type is "forward": declare another type, or leave deliveryLocal out',
    ]);
  });

  test("may be declared with the value that it has", () => {
    expect(reasons({ type: "forward", deliveryLocal: false, deliveryForward: true })).toEqual([]);
    expect(reasons({ type: "filter", deliveryFilter: true })).toEqual([]);
  });

  test("is free where the type leaves it free", () => {
    expect(reasons({ type: "mailbox", deliveryLocal: false, deliveryForward: true })).toEqual([]);
  });

  test("goes by the type of a new account where none is declared, and by nothing on one that exists", () => {
    expect(reasons({ deliveryFilter: true })).toHaveLength(1);
    expect(reasons({ deliveryFilter: true }, {}, true)).toEqual([]);
    expect(reasons({ deliveryFilter: true }, { user })).toEqual([]);
    expect(reasons({ deliveryFilter: true, type: unknown })).toEqual([]);
  });

  test("is refused when the type changes to one that does not have it", () => {
    const before = { user, type: "mailbox", deliveryLocal: true };
    expect(reasons(before, before)).toEqual([]);
    expect(reasons({ ...before, type: "forward" }, before)).toHaveLength(1);
  });
});

describe("a list that may not hold what another argument has", () => {
  test("is refused with the object's own name, in any case", () => {
    expect(reasons({ aliases: ["a@example.com", "ANN@example.com"] })).toEqual([
      "aliases: entry 1 is the user itself; leave it out",
    ]);
    expect(reasons({ aliases: ["ann.lee@example.com"] })).toEqual([]);
  });

  test("is refused with an entry of another list", () => {
    expect(reasons({ allow: ["a@b.co", "*@c.co"], block: ["*@C.co"] })).toEqual([
      "allow: entry 1 is also in block; leave it out of one of them",
    ]);
    expect(reasons({ allow: ["a@b.co"], block: ["*@b.co"] })).toEqual([]);
    expect(reasons({ allow: ["a@b.co"] })).toEqual([]);
  });

  test("passes when a rename or a refresh left it so, until it changes", () => {
    const before = { user, aliases: [user] };
    expect(reasons(before, before)).toEqual([]);
    expect(reasons({ aliases: [user, "b@example.com"] }, before)).toHaveLength(1);
  });
});
