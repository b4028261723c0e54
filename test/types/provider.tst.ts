import * as oma from "pulumi-oma";
import { expect, test } from "tstyche";

declare const provider: oma.Provider;

test("an account of its own has a user, and a cluster or an address", () => {
  expect(oma.Provider).type.toBeConstructableWith("other", { cluster: "a", user: "admin@example.adm", password: "x" });
  expect(oma.Provider).type.toBeConstructableWith("other", {
    endpoint: "http://127.0.0.1:8080/api",
    user: "admin@example.adm",
    token: "x",
  });
  expect(oma.Provider).type.not.toBeConstructableWith("other", { cluster: "a", password: "x" });
  expect<"c">().type.not.toBeAssignableTo<oma.ProviderArgs["cluster"]>();
});

test("a resource of another account is given its provider", () => {
  expect(oma.Domain).type.toBeConstructableWith("name", { domain: "example.com" }, { provider });
});
