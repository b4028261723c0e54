import type * as pulumi from "@pulumi/pulumi";
import * as oma from "pulumi-oma";
import { expect, test } from "tstyche";

test("a password is a text, and a secret of the configuration will do", () => {
  expect<string>().type.toBeAssignableTo<oma.UserArgs["password"]>();
  expect<pulumi.Output<string>>().type.toBeAssignableTo<oma.UserArgs["password"]>();
  expect<null>().type.not.toBeAssignableTo<oma.UserArgs["password"]>();
});

test("a password comes from the environment or from a file, with a version or without", () => {
  expect<{ env: string }>().type.toBeAssignableTo<oma.SecretSource>();
  expect<{ file: string }>().type.toBeAssignableTo<oma.SecretSource>();
  expect<{ env: string; version: number }>().type.toBeAssignableTo<oma.SecretSource>();
  expect<{ file: pulumi.Output<string>; version: string }>().type.toBeAssignableTo<oma.SecretSource>();
});

test("a password has one place, not two and not none", () => {
  expect<{ env: string; file: string }>().type.not.toBeAssignableTo<oma.SecretSource>();
  expect<{ version: number }>().type.not.toBeAssignableTo<oma.SecretSource>();
});

test("passwordFrom takes a place, and not the password itself", () => {
  expect(oma.User).type.toBeConstructableWith("name", {
    user: "ann@example.com",
    passwordFrom: { env: "ANN_PASSWORD", version: 2 },
  });
  expect(oma.User).type.not.toBeConstructableWith("name", { user: "ann@example.com", passwordFrom: "secret" });
});
