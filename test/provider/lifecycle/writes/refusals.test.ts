import { kinds } from "../../../../provider/kinds/index.js";
import { withoutUnaskedMoves } from "../../../../provider/lifecycle/adopt.js";
import { present } from "../../../../provider/lifecycle/object/observation.js";
import type { Desired, Sources } from "../../../../provider/lifecycle/state/state.js";
import type { Settable } from "../../../../provider/lifecycle/writes/settable.js";
import { refuseNotSettable, refuseTooEarly } from "../../../../provider/lifecycle/writes/settable.js";
import type { Values } from "../../../../provider/values.js";

const identity = { domain: "a.example" };

/** What a refusal says; undefined when there is none. */
function refusalOf(check: () => unknown) {
  try {
    check();
    return undefined;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
}

describe("what the admin may not set", () => {
  const refusal = (wire: Values, settable: Settable, sources: Sources = {}) =>
    refusalOf(() => refuseNotSettable(kinds.User, { identity: { user: "ann@a.example" }, sources }, wire, settable));

  test("is refused with the names of programs, every one of them", () => {
    const wire = { name: "Ann", smtp_sent_limit: 5, forward_recipients: [] };
    expect(refusal(wire, new Set(["name"]))).toMatchObject({
      name: "NotSettableError",
      object: "ann@a.example",
      attribute: "smtpSentLimit, forwardRecipients",
    });
  });

  test("is called by the argument that the program has for it", () => {
    const sources = { password: { env: "PASSWORD_OF_ANN" } };
    expect(refusal({ password: "x" }, new Set(), sources)).toMatchObject({ attribute: "passwordFrom" });
  });

  test("is not known without a list, and nothing when the list has all that is written", () => {
    expect(refusal({ name: "Ann" }, undefined)).toBeUndefined();
    expect(refusal({ name: "Ann" }, new Set(["name", "quota"]))).toBeUndefined();
  });
});

test("what a creating call does not take is refused by name, with what to do", () => {
  expect(refusalOf(() => refuseTooEarly(kinds.Domain, { identity, sources: {} }, []))).toBeUndefined();
  const refusal = refusalOf(() => refuseTooEarly(kinds.Domain, { identity, sources: {} }, ["catchall", "spamlevel"]));
  expect(refusal).toMatchObject({ code: "OMA_NOT_ON_CREATE", object: "a.example", attribute: "catchall, spamlevel" });
  expect(refusal?.message).toContain("catchall, spamlevel cannot be set on a new object; nothing was written");
  expect(refusal?.remedy).toMatch(/^Remove it from the program/);
});

describe("a move that was not asked for", () => {
  const wanted = { company: "Hillside", limit_users: 5 };
  const without = (attributes: Values, options: Values = {}, values: Values = wanted) => {
    const desired: Desired = { identity, attributes: values, fingerprints: {}, sources: {}, options };
    return withoutUnaskedMoves(kinds.Domain, desired, present(attributes, {}, undefined));
  };

  test("is left out of what is written where a read does not show where the object is", () => {
    for (const shown of [{}, { company: null }]) expect(without(shown)).toEqual({ limit_users: 5 });
  });

  test("is none when the object is there already, and nothing is written of it", () => {
    expect(without({ company: "Hillside" })).toEqual({ limit_users: 5 });
  });

  test("is refused when a read shows that the object is somewhere else", () => {
    const refusal = refusalOf(() => without({ company: "Lakeside" }));
    expect(refusal).toMatchObject({
      code: "OMA_CHANGE_NOT_ASKED_FOR",
      object: "a.example",
      attribute: "company",
      remedy: "Declare that value, or set allowMove: true on the resource.",
    });
    expect(refusal?.message).toContain('company is "Lakeside"; nothing was written');
  });

  test("is no matter when it was asked for, or when no place is declared", () => {
    expect(without({ company: "Lakeside" }, { allowMove: true })).toEqual(wanted);
    expect(without({ company: "Lakeside" }, {}, { limit_users: 5 })).toEqual({ limit_users: 5 });
    expect(refusalOf(() => without({ company: "Lakeside" }, { allowMove: false }))).toBeDefined();
  });
});
