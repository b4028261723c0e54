import type * as pulumi from "@pulumi/pulumi";
import * as oma from "pulumi-oma";
import { describe, expect, test } from "tstyche";

declare const later: pulumi.Output<string>;

describe("a resource is not made without what names it", () => {
  test("Company", () => {
    expect(oma.Company).type.toBeConstructableWith("name", { company: "Lakeside" });
    expect(oma.Company).type.not.toBeConstructableWith("name", {});
    expect(oma.Company).type.not.toBeConstructableWith("name");
  });

  test("Domain", () => {
    expect(oma.Domain).type.toBeConstructableWith("name", { domain: "example.com" });
    expect(oma.Domain).type.not.toBeConstructableWith("name", { limitUsers: 5 });
    expect(oma.Domain).type.not.toBeConstructableWith("name");
  });

  test("Brand", () => {
    expect(oma.Brand).type.toBeConstructableWith("name", { company: "Lakeside", brand: "Blue" });
    expect(oma.Brand).type.not.toBeConstructableWith("name", { brand: "Blue" });
    expect(oma.Brand).type.not.toBeConstructableWith("name", { company: "Lakeside" });
  });

  test("User", () => {
    expect(oma.User).type.toBeConstructableWith("name", { user: "ann@example.com" });
    expect(oma.User).type.not.toBeConstructableWith("name", { name: "Ann" });
    expect(oma.User).type.not.toBeConstructableWith("name");
  });

  test("Workgroup", () => {
    expect(oma.Workgroup).type.toBeConstructableWith("name", { domain: "example.com", workgroup: "desk" });
    expect(oma.Workgroup).type.not.toBeConstructableWith("name", { workgroup: "desk" });
    expect(oma.Workgroup).type.not.toBeConstructableWith("name", { domain: "example.com" });
  });

  test("Role", () => {
    expect(oma.Role).type.toBeConstructableWith("name", {
      user: "ann@example.com",
      role: "domain",
      objects: ["example.com"],
    });
    expect(oma.Role).type.not.toBeConstructableWith("name", { user: "ann@example.com", role: "domain" });
    expect(oma.Role).type.not.toBeConstructableWith("name", { user: "ann@example.com", objects: ["example.com"] });
    expect(oma.Role).type.not.toBeConstructableWith("name", { role: "domain", objects: ["example.com"] });
  });

  test("CompanyBulletin and DomainBulletin", () => {
    const bulletin = { type: "manual", bulletin: "Hello", bulletinText: "Hello, all" } as const;
    expect(oma.CompanyBulletin).type.toBeConstructableWith("name", { company: "Lakeside", ...bulletin });
    expect(oma.CompanyBulletin).type.not.toBeConstructableWith("name", { domain: "example.com", ...bulletin });
    expect(oma.DomainBulletin).type.toBeConstructableWith("name", { domain: "example.com", ...bulletin });
    expect(oma.DomainBulletin).type.not.toBeConstructableWith("name", { company: "Lakeside", ...bulletin });
  });

  test("SieveRuleset", () => {
    expect(oma.SieveRuleset).type.toBeConstructableWith("name", {
      user: "ann@example.com",
      ruleset: "holiday",
      data: "keep;",
    });
    expect(oma.SieveRuleset).type.not.toBeConstructableWith("name", { user: "ann@example.com", data: "keep;" });
    expect(oma.SieveRuleset).type.not.toBeConstructableWith("name", { user: "ann@example.com", ruleset: "holiday" });
  });

  test("AppPassword", () => {
    expect(oma.AppPassword).type.toBeConstructableWith("name", { user: "ann@example.com", tag: "phone" });
    expect(oma.AppPassword).type.not.toBeConstructableWith("name", { user: "ann@example.com" });
    expect(oma.AppPassword).type.not.toBeConstructableWith("name", { tag: "phone" });
  });
});

test("an argument may be a value, a promise or the output of another resource", () => {
  expect<string>().type.toBeAssignableTo<oma.UserArgs["user"]>();
  expect<Promise<string>>().type.toBeAssignableTo<oma.UserArgs["user"]>();
  expect<pulumi.Output<string>>().type.toBeAssignableTo<oma.UserArgs["user"]>();
  expect<pulumi.Output<number>>().type.not.toBeAssignableTo<oma.UserArgs["user"]>();
});

test("a list may be an output, and so may each of its members", () => {
  expect(oma.Domain).type.toBeConstructableWith("name", { domain: "example.com", aliases: ["a.example", later] });
  expect<pulumi.Output<string[]>>().type.toBeAssignableTo<NonNullable<oma.DomainArgs["aliases"]>>();
});

test("a name that no argument has is refused", () => {
  expect(oma.User).type.not.toBeConstructableWith("name", { user: "ann@example.com", nmae: "Ann" });
  expect(oma.Domain).type.not.toBeConstructableWith("name", { domain: "example.com", limit_users: 5 });
});

test("a value of another type is refused", () => {
  expect<string>().type.not.toBeAssignableTo<oma.UserArgs["quota"]>();
  expect<string>().type.not.toBeAssignableTo<oma.UserArgs["aliases"]>();
  expect<number>().type.not.toBeAssignableTo<oma.UserArgs["deliveryForward"]>();
});

test("null is a value where the service can unset the attribute, and nowhere else", () => {
  expect<null>().type.toBeAssignableTo<oma.UserArgs["phone"]>();
  expect<null>().type.not.toBeAssignableTo<oma.UserArgs["quota"]>();
  expect<null>().type.not.toBeAssignableTo<oma.UserArgs["user"]>();
});

test("a choice takes its members and no other text", () => {
  expect<"enabled" | "disabled" | "suspended">().type.toBeAssignableTo<oma.UserArgs["serviceImap4"]>();
  expect<"off">().type.not.toBeAssignableTo<oma.UserArgs["serviceImap4"]>();
  expect<"forward">().type.toBeAssignableTo<oma.UserArgs["type"]>();
  expect<"alias">().type.not.toBeAssignableTo<oma.UserArgs["type"]>();
  expect<"owner">().type.not.toBeAssignableTo<oma.RoleArgs["role"]>();
});
