import { kinds } from "../../../../provider/kinds/index.js";
import { secretsToWrite } from "../../../../provider/lifecycle/secrets/secrets-to-write.js";
import type { Desired, Sources } from "../../../../provider/lifecycle/state/state.js";
import { newContext } from "../../support/context.js";

const variable = "OMA_TEST_SECRET_TO_WRITE";
beforeEach(() => {
  process.env[variable] = "a*B1";
});
afterEach(() => {
  delete process.env[variable];
});

interface Secrets {
  readonly fingerprints?: Desired["fingerprints"];
  readonly sources?: Sources;
}

const context = newContext("http://127.0.0.1:1/api");
const print = (text: string) => context.vault.fingerprint(text);

/** What is written for a declaration, and what for an error, when the state knows `written`. */
function toWrite({ fingerprints = {}, sources = {} }: Secrets, written?: Secrets) {
  const declared = { identity: { user: "ann@example.com" }, attributes: {}, options: {}, fingerprints, sources };
  try {
    return secretsToWrite(context, kinds.User, declared, written && { fingerprints: {}, sources: {}, ...written });
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
}

test("a sealed secret is written in clear text, unless it is the one that was written last", () => {
  const [one, other] = [print("a*B1"), print("a*B2")];
  expect(toWrite({ fingerprints: { password: one } })).toEqual({ password: "a*B1" });
  expect(toWrite({ fingerprints: { password: one } }, { fingerprints: { password: one } })).toStrictEqual({});
  expect(toWrite({ fingerprints: { password: other } }, { fingerprints: { password: one } })).toEqual({
    password: "a*B2",
  });
  expect(toWrite({}, { fingerprints: { password: one } })).toStrictEqual({});
});

test("one of which only the fingerprint is available is asked for by the name that the program has for it", () => {
  const elsewhere = { password: { fingerprint: "scrypt:a:b", revision: 1 } };
  expect(toWrite({ fingerprints: elsewhere })).toMatchObject({
    code: "OMA_SECRET_UNAVAILABLE",
    object: "ann@example.com",
    attribute: "password",
    message: expect.stringContaining("password must be written, but only its fingerprint is available"),
    remedy: expect.stringContaining("Declare password in the program"),
  });
  expect(toWrite({ fingerprints: { password: { revision: 1 } } }, { fingerprints: elsewhere })).toMatchObject({
    code: "OMA_SECRET_UNAVAILABLE",
  });
  expect(toWrite({ fingerprints: elsewhere, sources: { password: { env: variable } } })).toMatchObject({
    attribute: "passwordFrom",
    remedy: expect.stringContaining("Declare passwordFrom"),
  });
});

describe("a secret with a version", () => {
  const version = (value: number) => ({ sources: { password: { env: variable, version: value } } });

  test("is read and written with a new version only", () => {
    expect(toWrite(version(1))).toEqual({ password: "a*B1" });
    expect(toWrite(version(1), version(1))).toStrictEqual({});
    expect(toWrite(version(2), version(1))).toEqual({ password: "a*B1" });
  });

  test("is not written when it is the one whose fingerprint is known", () => {
    expect(toWrite(version(1), { fingerprints: { password: print("a*B1") } })).toStrictEqual({});
    expect(toWrite(version(1), { fingerprints: { password: print("a*B2") } })).toEqual({ password: "a*B1" });
  });

  test("that is not there is an error which says why, and that nothing was written", () => {
    delete process.env[variable];
    expect(toWrite(version(1), version(1))).toStrictEqual({});
    expect(toWrite(version(2), version(1))).toMatchObject({
      code: "OMA_SECRET_UNAVAILABLE",
      object: "ann@example.com",
      attribute: "passwordFrom",
      message: expect.stringContaining(`the environment variable ${variable} is not set`),
      remedy: expect.stringContaining("Nothing was written"),
    });
  });
});
