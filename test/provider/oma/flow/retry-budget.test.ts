import { RetryBudget } from "../../../../provider/oma/flow/retry-budget.js";

test("the budget for retries is never more than full, and success fills it", () => {
  const budget = new RetryBudget();
  for (let n = 0; n < 1000; n++) budget.succeeded(true);
  let taken = 0;
  while (budget.take()) taken += 1;
  expect(taken).toBe(90);
  for (let n = 0; n < 4; n++) budget.succeeded(false);
  expect(budget.take()).toBe(false);
  budget.succeeded(false);
  expect(budget.take()).toBe(true);
  budget.succeeded(true);
  expect([budget.take(), budget.take()]).toEqual([true, false]);
});
