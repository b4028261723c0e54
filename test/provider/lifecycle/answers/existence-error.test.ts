import { kinds } from "../../../../provider/kinds/index.js";
import { existenceError } from "../../../../provider/lifecycle/answers/existence-error.js";
import { OmaApiError } from "../../../../provider/oma/index.js";
import { newContext } from "../../support/context.js";
import { given, givenUser, startService } from "../../support/service.js";

const ann = "ann@example.com";

/** What an update of ann is said to have failed with, after a refusal with this number. */
async function after(number: number, arrange: (service: Awaited<ReturnType<typeof startService>>) => void) {
  const service = await startService();
  arrange(service);
  const refusal = new OmaApiError(number, "No.", {}, {}, {});
  const error = await existenceError(newContext(service.url), kinds.User, { user: ann }, "update", refusal);
  return error === refusal ? "the refusal itself" : error;
}

test("2 means that the object is gone, unless it is there: it may be about what an attribute refers to", async () => {
  expect(await after(2, () => {})).toMatchObject({ name: "GoneError", object: ann });
  expect(await after(2, (service) => givenUser(service, ann))).toBe("the refusal itself");
});

test("3 means that the name belongs to an alias", async () => {
  expect(await after(3, () => {})).toMatchObject({ name: "AliasError", object: ann });
});

test("9 means that the object is gone when what it lived in is, and else that the admin may not change it", async () => {
  const gone = await after(9, (service) => given(service, "delete_domain", { domain: "example.com" }));
  expect(gone).toMatchObject({ name: "GoneError", object: ann });
  expect(await after(9, () => {})).toBe("the refusal itself");
});

test.each([6, 45, 4711])("%i says nothing about the life of the object", async (number) => {
  expect(await after(number, () => {})).toBe("the refusal itself");
});
