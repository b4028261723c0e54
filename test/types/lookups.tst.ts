import type * as pulumi from "@pulumi/pulumi";
import * as oma from "pulumi-oma";
import { expect, test } from "tstyche";

declare const domain: oma.Domain;
declare const provider: oma.Provider;

test("a look-up gives the object's name back, beside its attributes, its metadata and what may be set", () => {
  const found = oma.getUser({ user: "ann@example.com" });
  expect(found.user).type.toBe<pulumi.Output<string>>();
  expect(found.attributes.name).type.toBe<pulumi.Output<string | null>>();
  expect(found.attributes.quota).type.toBe<pulumi.Output<number | null>>();
  expect(found.settable).type.toBe<pulumi.Output<readonly string[] | undefined>>();
  expect(found.metadata).type.toBeAssignableTo<pulumi.Output<oma.UserMetadata>>();
});

test("a look-up shows no password", () => {
  expect<oma.UserAttributes>().type.not.toHaveProperty("password");
});

test("a look-up is asked with what names the object", () => {
  expect(oma.getCompany).type.toBeCallableWith({ company: "Lakeside" });
  expect(oma.getDomain).type.toBeCallableWith({ domain: domain.domain });
  expect(oma.getBrand).type.toBeCallableWith({ company: "Lakeside", brand: "Blue" });
  expect(oma.getBrand).type.not.toBeCallableWith({ brand: "Blue" });
  expect(oma.getUser).type.not.toBeCallableWith({ domain: "example.com" });
  expect(oma.getUser).type.not.toBeCallableWith();
});

test("a look-up goes to the account of a provider, and waits for resources", () => {
  expect(oma.getDomain).type.toBeCallableWith({ domain: "example.com" }, { provider });
  expect(oma.getDomain).type.toBeCallableWith({ domain: "example.com" }, { dependsOn: domain });
  expect(oma.getDomain).type.toBeCallableWith({ domain: "example.com" }, { dependsOn: [domain] });
  expect(oma.getDomain).type.not.toBeCallableWith({ domain: "example.com" }, { dependsOn: "domain" });
});

test("a search gives rows", () => {
  expect(oma.searchUsers({ domain: "example.com" })).type.toBe<pulumi.Output<oma.UserRow[]>>();
  expect(oma.searchDomains()).type.toBe<pulumi.Output<oma.DomainRow[]>>();
  expect(oma.searchBrands()).type.toBe<pulumi.Output<oma.BrandRow[]>>();
  expect(oma.searchBrandMembers({ brand: "Blue" })).type.toBe<pulumi.Output<oma.BrandMemberRow[]>>();
  expect(oma.searchAdmins()).type.toBe<pulumi.Output<oma.AdminRow[]>>();
  expect(oma.searchWorkgroups({ domain: "example.com" })).type.toBe<pulumi.Output<oma.WorkgroupRow[]>>();
});

test("a search is refused a criterion that it does not know, and one that it cannot do without", () => {
  expect(oma.searchUsers).type.toBeCallableWith({ domain: "example.com", type: ["mailbox"] });
  expect(oma.searchUsers).type.not.toBeCallableWith({ domain: "example.com", type: ["person"] });
  expect(oma.searchUsers).type.not.toBeCallableWith({ domain: "example.com", company: "Lakeside" });
  expect(oma.searchUsers).type.not.toBeCallableWith({});
  expect(oma.searchBrandMembers).type.not.toBeCallableWith({});
});
