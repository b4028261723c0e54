import { kinds } from "../../../../provider/kinds/index.js";
import { asPreviewed } from "../../../../provider/lifecycle/state/previewed.js";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const ann = { user: "ann@example.com" };

test("a preview knows neither when the object will be created nor a fingerprint", () => {
  const sealed = { password: { fingerprint: "scrypt:a:b", revision: 1 } };
  const inputs = { ...ann, password: { textRevision: 1 }, __begun: 1_800_000_000, __sealed: sealed };
  expect(asPreviewed(kinds.User, {}, inputs)).toEqual({ ...inputs, __begun: unknown, __sealed: unknown });
});

test("a preview keeps the time at which an object was created", () => {
  expect(asPreviewed(kinds.Domain, { domain: "example.com" }, { domain: "example.com", __begun: 5 })).toEqual({
    domain: "example.com",
    __begun: 5,
  });
});

test("a preview leaves fingerprints open where none is declared: the program may declare one when the plan is used", () => {
  expect(asPreviewed(kinds.User, ann, ann)).toEqual({ ...ann, __sealed: unknown });
});
