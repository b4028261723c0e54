import { writeOnce } from "../../../../provider/lifecycle/writes/write.js";
import {
  OmaConnectionError,
  OmaDeadlineError,
  OmaError,
  OmaNoAnswerError,
  OmaNotSentError,
  OmaOutcomeUnknownError,
} from "../../../../provider/oma/index.js";
import { fakeClock, newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";

const lost = () => new OmaOutcomeUnknownError("answer lost", { method: "change_user" });

/** Sends a write that meets these fates, one after the other; each look finds what is in `seen`. */
async function sent(fates: ("carried out" | Error)[], seen: (string | undefined)[]) {
  const clock = fakeClock();
  const log: string[] = [];
  const outcome = await writeOnce(
    newContext("http://127.0.0.1:1/api", clock),
    async () => {
      log.push("send");
      const fate = fates.shift();
      if (fate instanceof Error) throw fate;
      return fate;
    },
    async (error) => {
      log.push(`look after ${error.name}`);
      return seen.shift();
    },
  ).catch((error: Error) => error);
  return { outcome, log, slept: clock.slept };
}
const look = "look after OmaOutcomeUnknownError";

test("a write that is answered is sent once, and not looked at", async () => {
  expect(await sent(["carried out"], [])).toEqual({ outcome: "carried out", log: ["send"], slept: [] });
});

test("a refused write is neither sent again nor looked at", async () => {
  const refused = new Error("refused");
  expect(await sent([refused], [])).toEqual({ outcome: refused, log: ["send"], slept: [] });
});

test("a write whose answer got lost is looked at after a pause, and not sent again when it was carried out", async () => {
  expect(await sent([lost()], ["found"])).toEqual({ outcome: "found", log: ["send", look], slept: [1000] });
});

test("it is sent again when the look found no effect, three times at most, with longer and longer pauses", async () => {
  const last = lost();
  expect(await sent([lost(), lost(), last, "carried out"], [])).toEqual({
    outcome: last,
    log: ["send", look, "send", look, "send", look],
    slept: [1000, 2000, 4000],
  });
  expect(await sent([lost(), "carried out"], [])).toMatchObject({ outcome: "carried out" });
});

test("a look that fails ends it: whether the write may be sent again is not known", async () => {
  const failure = await failureOf(
    writeOnce(
      newContext("http://127.0.0.1:1/api"),
      () => Promise.reject(lost()),
      () => Promise.reject(new Error("no look")),
    ),
  );
  expect(failure.message).toBe("no look");
});

test.each([
  ["no connection", new OmaConnectionError("https://b", "ECONNREFUSED", {})],
  ["no answer", new OmaNoAnswerError("no answer", {})],
  ["a run that has ended", new OmaNotSentError({}, new OmaError("OMA_X", "x"), "ann@example.com")],
  ["a deadline", new OmaDeadlineError("no permit", {})],
])("a look that meets %s says nothing: the outcome of the write stays unknown", async (_, unread) => {
  const first = lost();
  const failure = await failureOf(
    writeOnce(
      newContext("http://127.0.0.1:1/api"),
      () => Promise.reject(first),
      () => Promise.reject(unread),
    ),
  );
  expect(failure).toBe(first);
});
