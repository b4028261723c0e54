import { withDefaults } from "../../../provider/oma/config.js";

const account = { base: "https://example.com/api", user: "admin@example.adm", password: "Canary-1" };

test("a limit that the configuration leaves out has its default", () => {
  expect(withDefaults(account)).toEqual({
    ...account,
    parallel: 16,
    deadlineMs: 600_000,
    connectTimeoutMs: 10_000,
    idleTimeoutMs: 60_000,
    totalTimeoutMs: 120_000,
  });
});

test.each(["parallel", "deadlineMs", "connectTimeoutMs", "idleTimeoutMs", "totalTimeoutMs"])(
  "a %s that the configuration has stays as it is",
  (limit) => {
    const config = { ...account, [limit]: 7 };
    expect(withDefaults(config)).toEqual({ ...withDefaults(account), [limit]: 7 });
  },
);
