import { recover } from "../../cli/recover/recover.js";
import { pulumiOnPath } from "./support.js";

const pulumi = pulumiOnPath();

test("without pulumi nothing can be recovered, and the command says where to get it", async () => {
  await expect(recover.run([])).rejects.toMatchObject({
    message: expect.stringContaining("pulumi was not found on the PATH"),
    exitCode: 1,
  });
});

test("a stack that was never updated has nothing pending", async () => {
  pulumi(`echo '{"version":3,"deployment":{}}'`);
  const print = jest.spyOn(console, "log").mockImplementation();
  expect(await recover.run(["--stack", "dev", "--json"])).toBe(0);
  expect(JSON.parse(print.mock.calls.flat().join())).toEqual({
    outcome: "nothing pending",
    operations: [],
    others: [],
  });
  print.mockRestore();
});

test("an object cannot be ours and not ours", async () => {
  await expect(recover.run(["--ours", "a", "--ours", "b", "--not-ours", "b"])).rejects.toMatchObject({
    message: "--ours and --not-ours both name b",
    exitCode: 2,
  });
});
