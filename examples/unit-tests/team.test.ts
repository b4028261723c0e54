import * as pulumi from "@pulumi/pulumi";
import { Team } from "./team";

/** The resources that the program declared, by name. */
const declared = new Map<string, pulumi.runtime.MockResourceArgs>();
const calls: pulumi.runtime.MockCallArgs[] = [];

/** What the service would answer to a look-up. A search returns an object with the rows as its one member. */
const answers: Record<string, pulumi.runtime.MockCallResult> = {
  "oma:index:getCompany": { company: "Lakeside", attributes: { quota: 2048 } },
  "oma:index:searchUsers": { rows: [{ user: "ann@example.com" }, { user: "old@example.com" }] },
};

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      declared.set(args.name, args);
      return { id: `${args.name}-id`, state: args.inputs };
    },
    call: (args) => {
      calls.push(args);
      return answers[args.token] ?? {};
    },
  });
});

function resultOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((settle) => output.apply((value) => settle(value)));
}

test("a team gets a domain, and a mailbox of the company's size for each person", async () => {
  const team = new Team("team", {
    company: "Lakeside",
    domain: "example.com",
    people: { ann: "Quartz*Kite-58", ben: "Violet#Road-93" },
  });

  expect(await resultOf(team.addresses)).toEqual(["ann@example.com", "ben@example.com"]);
  expect(await resultOf(team.others)).toEqual(["old@example.com"]);

  expect(declared.get("team")?.inputs).toEqual({ domain: "example.com", company: "Lakeside" });
  expect(declared.get("team-ann")).toMatchObject({
    type: "pulumi-nodejs:dynamic/oma:User",
    inputs: { user: "ann@example.com", password: "Quartz*Kite-58", quota: 2 * 1024 ** 3 },
  });
  expect(calls.map(({ token, inputs }) => [token, inputs])).toEqual([
    ["oma:index:getCompany", { company: "Lakeside" }],
    ["oma:index:searchUsers", { domain: "example.com" }],
  ]);
});
