import type * as oma from "pulumi-oma";
import { expect, test } from "tstyche";

test("every kind that can be there before its resource can be adopted", () => {
  expect<oma.DomainArgs>().type.toHaveProperty("adopt");
  expect<oma.BrandArgs>().type.toHaveProperty("adopt");
  expect<oma.UserArgs>().type.toHaveProperty("adopt");
  expect<oma.WorkgroupArgs>().type.toHaveProperty("adopt");
  expect<oma.RoleArgs>().type.toHaveProperty("adopt");
  expect<oma.CompanyBulletinArgs>().type.toHaveProperty("adopt");
  expect<oma.DomainBulletinArgs>().type.toHaveProperty("adopt");
  expect<oma.SieveRulesetArgs>().type.toHaveProperty("adopt");
  expect<true>().type.toBeAssignableTo<oma.UserArgs["adopt"]>();
  expect<"yes">().type.not.toBeAssignableTo<oma.UserArgs["adopt"]>();
});

test("a company is always there already, and nobody knows an App Password that is: neither has the option", () => {
  expect<oma.CompanyArgs>().type.not.toHaveProperty("adopt");
  expect<oma.AppPasswordArgs>().type.not.toHaveProperty("adopt");
});

test("what a delete does to a user is one of three", () => {
  expect<"delete" | "suspend" | "retain">().type.toBeAssignableTo<oma.UserArgs["onDelete"]>();
  expect<"reset">().type.not.toBeAssignableTo<oma.UserArgs["onDelete"]>();
});

test("what a delete does to a company is one of two", () => {
  expect<"release" | "reset">().type.toBeAssignableTo<oma.CompanyArgs["onDelete"]>();
  expect<"delete">().type.not.toBeAssignableTo<oma.CompanyArgs["onDelete"]>();
});

test("only users have what protects and adopts mailboxes, and users and domains what restores them", () => {
  expect<true>().type.toBeAssignableTo<oma.UserArgs["protectMailbox"]>();
  expect<true>().type.toBeAssignableTo<oma.UserArgs["restoreDeleted"]>();
  expect<true>().type.toBeAssignableTo<oma.UserArgs["adoptPassword"]>();
  expect<oma.DomainArgs>().type.not.toHaveProperty("protectMailbox");
  expect<true>().type.toBeAssignableTo<oma.DomainArgs["restoreDeleted"]>();
  expect<oma.BrandArgs>().type.not.toHaveProperty("restoreDeleted");
  expect<oma.DomainArgs>().type.not.toHaveProperty("onDelete");
});
