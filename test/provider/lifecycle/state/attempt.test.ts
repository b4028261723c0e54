import { createAttemptedAt, createAttemptIn, withCreateAttempt } from "../../../../provider/lifecycle/state/attempt.js";

const now = () => 1_800_000_000;

test("an object that is about to be created or replaced gets the time of its attempt", () => {
  expect(withCreateAttempt({}, { user: "ann@example.com" }, now)).toEqual({
    user: "ann@example.com",
    __begun: 1_800_000_000,
  });
});

test("the time of the attempt stays what it was, so that it never shows as a change", () => {
  expect(withCreateAttempt({ __begun: 5 }, { user: "ann@example.com" }, now)).toEqual({
    user: "ann@example.com",
    __begun: 5,
  });
});

test("an object of an older release gets none: it has been created long since", () => {
  expect(withCreateAttempt({ user: "ann@example.com" }, { user: "ann@example.com" }, now)).toEqual({
    user: "ann@example.com",
  });
  expect(createAttemptIn({ user: "ann@example.com" })).toEqual({});
  expect(createAttemptedAt({ user: "ann@example.com" })).toBeUndefined();
});
