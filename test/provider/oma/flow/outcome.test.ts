import { outcomeOf, retryAfterMs } from "../../../../provider/oma/flow/outcome.js";
import {
  OmaApiError,
  OmaConnectionError,
  OmaHttpError,
  OmaOutcomeUnknownError,
} from "../../../../provider/oma/index.js";

const answered = (number: number) => new OmaApiError(number, "", {}, {}, {});
const http = (status: number) => new OmaHttpError(status, "https://oma.example/api", {});
const unknown = (status?: number) => new OmaOutcomeUnknownError("no answer", {}, { status });

test.each([
  ["20", answered(20), "overloaded"],
  ["HTTP 429", http(429), "overloaded"],
  ["HTTP 503", unknown(503), "overloaded"],
  ["22", answered(22), "contended"],
  ["25", answered(25), "contended"],
  ["any other refusal", answered(2), "served"],
  ["any other HTTP status that was answered", http(404), "served"],
  ["another server error", unknown(502), "unanswered"],
  ["no answer", unknown(), "unanswered"],
  ["no connection", new OmaConnectionError("https://oma.example/api", "ECONNREFUSED", {}), "unanswered"],
  ["something that has a status and is no answer", Object.assign(new Error("x"), { status: 503 }), "unanswered"],
  ["something that has a number and is no answer", Object.assign(new Error("x"), { number: 20 }), "unanswered"],
])("%s counts as what it says about the load of the service", (_, error, outcome) => {
  expect(outcomeOf(error)).toBe(outcome);
});

test.each<[string, unknown, number]>([
  ["a refusal that says how long", new OmaHttpError(429, "https://oma.example/api", {}, 3000), 3000],
  ["a lost response that says how long", new OmaOutcomeUnknownError("no answer", {}, { retryAfterMs: 3000 }), 3000],
  ["a refusal that does not say", http(429), 0],
  ["a lost response that does not say", unknown(503), 0],
  ["another error with a member of that name", Object.assign(answered(20), { retryAfterMs: 3000 }), 0],
  ["nothing", undefined, 0],
])("after %s, the service asks to wait that long", (_, error, ms) => {
  expect(retryAfterMs(error)).toBe(ms);
});
