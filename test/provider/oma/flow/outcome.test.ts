import { loadOf } from "../../../../provider/oma/flow/outcome.js";
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
  ["any other refusal", answered(2), "fine"],
  ["any other HTTP status that was answered", http(404), "fine"],
  ["another server error", unknown(502), "silent"],
  ["no answer", unknown(), "silent"],
  ["no connection", new OmaConnectionError("https://oma.example/api", "ECONNREFUSED", {}), "silent"],
  ["something that has a status and is no answer", Object.assign(new Error("x"), { status: 503 }), "silent"],
  ["something that has a number and is no answer", Object.assign(new Error("x"), { number: 20 }), "silent"],
])("%s counts as what it says about the load", (_, error, load) => {
  expect(loadOf(error)).toBe(load);
});
