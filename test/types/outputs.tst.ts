import type * as pulumi from "@pulumi/pulumi";
import type * as oma from "pulumi-oma";
import { expect, test } from "tstyche";

declare const domain: oma.Domain;
declare const user: oma.User;
declare const role: oma.Role;
declare const appPassword: oma.AppPassword;

test("what names an object is an output that is always there", () => {
  expect(domain.domain).type.toBe<pulumi.Output<string>>();
  expect(user.user).type.toBe<pulumi.Output<string>>();
  expect(role.objects).type.toBe<pulumi.Output<string[]>>();
});

test("an attribute is an output of its argument's type, or undefined when the program does not declare it", () => {
  expect(domain.limitUsers).type.toBe<pulumi.Output<number | null | undefined>>();
  expect(user.quota).type.toBe<pulumi.Output<number | undefined>>();
  expect(user.phone).type.toBe<pulumi.Output<string | null | undefined>>();
  expect(user.serviceImap4).type.toBe<pulumi.Output<"enabled" | "disabled" | "suspended" | undefined>>();
});

test("no output holds the password of a user", () => {
  expect(user).type.not.toHaveProperty("password");
  expect(user).type.not.toHaveProperty("passwordFrom");
});

test("the password that the service made up is an output of an App Password, unless it was looked up", () => {
  expect(appPassword.password).type.toBe<pulumi.Output<string | undefined>>();
});

test("an address in a domain is an output that the domain's users can be given", () => {
  expect(domain.address("ann")).type.toBe<pulumi.Output<string>>();
  expect(domain.address).type.toBeCallableWith(user.id);
  expect(domain.address).type.not.toBeCallableWith();
  expect(domain.address("ann")).type.toBeAssignableTo<oma.UserArgs["user"]>();
});

test("an output cannot be assigned to", () => {
  expect<Pick<oma.User, "user">>().type.toBe<{ readonly user: pulumi.Output<string> }>();
});

test("an object that the program does not manage is read by its id", () => {
  expect<typeof oma.Domain.get>().type.toBeCallableWith("name", "example.com");
  expect<typeof oma.Domain.get>().type.not.toBeCallableWith("name");
  expect<ReturnType<typeof oma.User.get>>().type.toBe<oma.User>();
});
