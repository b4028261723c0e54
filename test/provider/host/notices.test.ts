import { handler } from "../../../provider/host/dynamic/handler.js";
import { Notices } from "../../../provider/host/notices.js";
import { Runtime } from "../../../provider/host/runtime.js";
import { created } from "../support/handlers.js";
import { secretText, startService } from "../support/service.js";

test("a notice is shown once, and a flood of them ends in a word on the rest", () => {
  const lines: string[] = [];
  const notices = new Notices((line) => lines.push(line));
  for (const n of [1, 1, 2, 3, 4, 5, 6, 7, 8, 1]) notices.show(`notice ${n}`);
  expect(lines).toEqual([
    ...[1, 2, 3, 4, 5].map((n) => `notice ${n}`),
    "The same holds for more objects, which are shown as replaced.",
  ]);
});

test("a move to another domain is told once, however often the engine compares, and the engine gets no part of it", async () => {
  const service = await startService();
  const { state, checked } = await created(service, "User", { user: "ann@example.com", password: secretText });
  const lines: string[] = [];
  const one = handler("User", new Runtime(undefined, undefined, undefined, new Notices((line) => lines.push(line))));
  for (const _ of [1, 2]) {
    const answer = await one.diff("ann@example.com", state, { ...checked, user: "ann@example.org" });
    expect(answer).toEqual({ changes: undefined, replaces: ["user"] });
  }
  expect(lines).toEqual([
    expect.stringMatching(/^ann@example\.com: ann@example\.org will be a new User, and its mail/),
  ]);
});
