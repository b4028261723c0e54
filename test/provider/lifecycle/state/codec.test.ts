import fc from "fast-check";
import { kinds } from "../../../../provider/kinds/index.js";
import { isSame } from "../../../../provider/lifecycle/object/compare.js";
import { attributeOnWire, fromWire, programNameOf, toWire } from "../../../../provider/lifecycle/state/codec.js";

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()));

test.each(["Company", "Domain", "User"] as const)("what goes to the wire as a %s comes back as it was", (name) => {
  const kind = kinds[name];
  const attributes = fc.dictionary(fc.constantFrom(...Object.keys(kind.attributes)), value);
  fc.assert(
    fc.property(attributes, (declared) => expect(fromWire(kind, toWire(kind, declared))).toEqual({ ...declared })),
  );
});

test("the settings of a brand go to the wire and back under the service's own names", () => {
  const settings = { page_title: "Mail", nested: { keepThis: 1 }, camelCase: true };
  expect(toWire(kinds.Brand, { attributes: settings })).toEqual(settings);
  expect(fromWire(kinds.Brand, settings)).toEqual({ attributes: settings });
  expect(programNameOf(kinds.Brand, "page_title")).toBe("attributes.page_title");
});

test("a brand without settings has none on the wire either", () => {
  expect(toWire(kinds.Brand, {})).toEqual({});
  expect(fromWire(kinds.Brand, {})).toEqual({});
});

test("every attribute is found by its name on the wire", () => {
  expect(attributeOnWire(kinds.Domain, "service_imap4")).toBe(kinds.Domain.attributes.serviceImap4);
  expect(attributeOnWire(kinds.User, "2fa_required_oma")).toBe(kinds.User.attributes["2faRequiredOma"]);
  expect(programNameOf(kinds.User, "forward_option_reply_to")).toBe("forwardOptionReplyTo");
});

test.each(["constructor", "toString", "attributes"])("a setting of a brand may be called %s", (name) => {
  expect(isSame(kinds.Brand, name, "a", "a")).toBe(true);
  expect(isSame(kinds.Brand, name, "a", "b")).toBe(false);
});
