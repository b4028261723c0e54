import { type Evidence, judge } from "../../../provider/recovery/verdict.js";

const began = { earliest: 1_800_000_000.4, latest: 1_800_000_002.2 };
const evidence: Evidence = { made: 1_800_000_003, began, differing: [], mayBeRestored: false };
const whose = (changed: Partial<Evidence>) => judge({ ...evidence, ...changed }).whose;

test("an object that was made after the attempt began and holds what is declared is ours", () => {
  expect(whose({})).toBe("ours");
  expect(whose({ made: began.latest + 600 })).toBe("ours");
});

test("a createtime has whole seconds, so one of the second in which the attempt began counts as after it", () => {
  expect(whose({ made: 1_800_000_000 })).toBe("ours");
  expect(whose({ made: 1_799_999_999 })).toBe("unclear");
});

test("an object that is older than the attempt is never ours, whatever it holds", () => {
  for (const age of [1, 60, 299]) expect(whose({ made: Math.floor(began.earliest) - age })).toBe("unclear");
  for (const age of [301, 3600, 86_400]) expect(whose({ made: Math.floor(began.earliest) - age })).toBe("theirs");
});

test("an object that does not hold all that is declared is not taken for ours without being asked", () => {
  expect(whose({ differing: ["quota"] })).toBe("unclear");
});

test("an object that was made a day after the attempt began is somebody's later work, perhaps", () => {
  expect(whose({ made: began.latest + 25 * 3600 })).toBe("unclear");
});

test("a deleted object that may have been brought back keeps its old createtime, so age proves nothing", () => {
  expect(whose({ made: 1_700_000_000, mayBeRestored: true })).toBe("unclear");
});

test("without a createtime only an object that holds something else is known not to be ours", () => {
  expect(whose({ made: undefined })).toBe("unclear");
  expect(whose({ made: undefined, differing: ["attributes.page_title"] })).toBe("theirs");
});

test("a checkpoint alone bounds the attempt from above only: what is older than it is in doubt", () => {
  const atCheckpoint = { began: { latest: began.latest } };
  expect(whose({ ...atCheckpoint, made: 1_800_000_003 })).toBe("ours");
  expect(whose({ ...atCheckpoint, made: 1_800_000_002 })).toBe("unclear");
  expect(whose({ ...atCheckpoint, made: 1_000_000_000 })).toBe("unclear");
});

test("a service that does not tell its time leaves everything with a date in doubt", () => {
  expect(whose({ began: {} })).toBe("unclear");
});
