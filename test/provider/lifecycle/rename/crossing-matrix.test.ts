import {
  at,
  chain,
  fates,
  mail,
  original,
  pairAndChain,
  renames,
  startTroubled,
  swap,
  tenant,
  three,
  wanted,
} from "../../support/crossing.js";
import { type Managed, run } from "../../support/run.js";
import { held, writes } from "../../support/service.js";

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((head, index) => permutations(list.toSpliced(index, 1)).map((tail) => [head, ...tail]));
}

describe.each([
  ["a chain", chain],
  ["a swap", swap],
  ["a circle of three", three],
  ["a swap beside a chain", pairAndChain],
])("%s", (_, moves) => {
  test.each(permutations(Object.keys(moves)).map((order) => [order.join(", ")]))(
    "is carried out in one run when the engine asks in the order %s",
    async (order) => {
      const { service, users } = await tenant(moves);
      const inOrder = order.split(", ").map((label) => users.find((user) => user.label === label) as Managed);
      expect(await run(service.url, inOrder, users.length)).toEqual([]);
      expect(mail(service)).toEqual(wanted(moves));
      expect(users.map(({ state }) => state?.identity.user)).toEqual(users.map(({ inputs }) => inputs.user));
      const circles = moves === swap || moves === three || moves === pairAndChain ? 1 : 0;
      expect(renames(service)).toHaveLength(users.length + circles);
      expect(writes(service)).toHaveLength(users.length + circles);
    },
  );
});

describe.each([
  ["a chain", chain, 3],
  ["a swap", swap, 3],
  ["a circle of three", three, 4],
] as const)("%s with trouble", (_, moves, calls) => {
  const cases = Array.from({ length: calls }, (_, index) => fates.map((fate) => [index + 1, fate] as const)).flat();

  test.each(cases)("at rename %i, of which %s, is brought to its end by the next run", async (nth, fate) => {
    const { service, users } = await tenant(moves);
    const troubled = await startTroubled(service, nth, fate);
    const errors = await run(troubled.base, users, users.length);
    if (fate.startsWith("it is re") || fate.startsWith("it is cut")) expect(errors).not.toEqual([]);
    expect(Object.values(mail(service)).sort()).toEqual(Object.values(original(moves)).sort());
    expect(await run(service.url, users, users.length)).toEqual([]);
    expect(mail(service)).toEqual(wanted(moves));
  });

  const labels = Object.keys(moves);
  const subsets = Array.from({ length: 2 ** labels.length }, (_, bits) => labels.filter((_, at) => bits & (1 << at)));
  // One more than there are: the process dies when all is done.
  const deaths = Array.from({ length: calls + 1 }, (_, index) =>
    subsets.map((subset) => [index + 1, subset.join(", ") || "none"] as const),
  ).flat();

  test.each(deaths)(
    "that ends with the process after rename %i, of which the state learns about %s, mixes up no mail",
    async (nth, learnt) => {
      const { service, users } = await tenant(moves);
      const troubled = await startTroubled(service, nth, "it is cut off after it");
      await run(troubled.base, users, users.length, ({ label }) => learnt.includes(label));
      for (const user of users) user.inputs = { ...user.inputs, title: `Title of ${user.label}` };
      let errors: Error[] = [];
      for (let again = 0; again < 3; again++) errors = await run(service.url, users, users.length);
      const now = mail(service);
      expect(Object.values(now).sort()).toEqual(Object.values(original(moves)).sort());
      for (const [local, name] of Object.entries(now)) {
        expect([null, name.replace("Mail", "Title")]).toContain(held(service, "user", at(local))?.title);
      }
      if (errors.length === 0) expect(now).toEqual(wanted(moves));
      else
        for (const { name } of errors)
          expect(["NameTakenError", "RenameDoubtError", "RenameIndistinctError", "LostError"]).toContain(name);
    },
  );
});
