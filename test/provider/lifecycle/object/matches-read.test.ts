import { kinds } from "../../../../provider/kinds/index.js";
import { matchesRead } from "../../../../provider/lifecycle/object/compare.js";
import { computedOf } from "../../../../provider/lifecycle/object/computed.js";
import { type Present, present } from "../../../../provider/lifecycle/object/observation.js";
import type { Values } from "../../../../provider/values.js";

const found = (attributes: Values, metadata: Values = {}): Present => present(attributes, metadata, undefined);
const domain = (name: string, value: unknown, attributes: Values, metadata?: Values) =>
  matchesRead(kinds.Domain, name, value, found(attributes, metadata));

describe("a read agrees with a declared value", () => {
  test("that it shows, in whatever form", () => {
    expect(domain("limit_users", 5, { limit_users: "5" })).toBe(true);
    expect(domain("limit_users", 5, { limit_users: 6 })).toBe(false);
  });

  test("that is unset, when it shows nothing or what is inherited", () => {
    expect(domain("spamlevel", null, {})).toBe(true);
    expect(domain("spamlevel", null, { spamlevel: "High" })).toBe(false);
    expect(domain("spamlevel", null, { spamlevel: "High" }, { inherit: { spamlevel: "High" } })).toBe(true);
    expect(domain("spamlevel", null, { spamlevel: "Low" }, { inherit: { spamlevel: "High" } })).toBe(false);
    expect(domain("spamlevel", null, { spamlevel: "High" }, { inherit: { spamtag: "High" } })).toBe(false);
  });

  test("that is set, only when it shows that, inherited or not", () => {
    expect(domain("spamlevel", "Normal", { spamlevel: "High" }, { inherit: { spamlevel: "High" } })).toBe(false);
    expect(domain("spamlevel", "High", {})).toBe(false);
  });

  test("of which it need not tell, when it does not", () => {
    expect(domain("catchall", "ann@example.com", {})).toBe(true);
    expect(domain("catchall", "ann@example.com", { catchall: "eve@example.com" })).toBe(false);
  });
});

test("computed values have their types, whatever the service sends, and are left out where it sends none", () => {
  const company = (attributes: Values, metadata: Values) => computedOf(kinds.Company, found(attributes, metadata));
  expect(company({ osrs_id: 7 }, { createtime: "1700000000" })).toEqual({ osrs_id: "7", createtime: 1_700_000_000 });
  expect(company({ osrs_id: null }, {})).toEqual({});
  expect(company({}, { createtime: null })).toEqual({});
});
