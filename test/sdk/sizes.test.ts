import { gib, mib } from "../../dist/sdk/index.js";

test("a mebibyte has 1,048,576 bytes, and a gibibyte 1,024 of these", () => {
  expect([mib(1), mib(512), mib(0.5), gib(1), gib(2)]).toEqual([1_048_576, 536_870_912, 524_288, 2 ** 30, 2 ** 31]);
});
