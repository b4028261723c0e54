import { type CreateEvidence, judgeCreate } from "../../../../provider/lifecycle/ownership/evidence.js";

const attempt = { earliest: 1_800_000_000.4, latest: 1_800_000_002.2 };
const evidence: CreateEvidence = { createdAt: 1_800_000_003, attempt, holdsAll: true, doubtS: 300 };
const whose = (changed: Partial<CreateEvidence>) => judgeCreate({ ...evidence, ...changed }).whose;

test("an object that was made after the attempt began and holds what is declared is ours", () => {
  expect(whose({})).toBe("ours");
  expect(whose({ createdAt: attempt.latest + 600 })).toBe("ours");
});

test("a createtime has whole seconds, so one of the second in which the attempt began counts as after it", () => {
  expect(whose({ createdAt: 1_800_000_000 })).toBe("ours");
  expect(whose({ createdAt: 1_799_999_999 })).toBe("unclear");
});

test("an object that is older than the attempt is never ours, whatever it holds", () => {
  for (const age of [1, 60, 299]) expect(whose({ createdAt: Math.floor(attempt.earliest) - age })).toBe("unclear");
  for (const age of [301, 3600, 86_400])
    expect(whose({ createdAt: Math.floor(attempt.earliest) - age })).toBe("theirs");
});

test("an object that does not hold all that is declared is not taken for ours without being asked", () => {
  expect(whose({ holdsAll: false })).toBe("unclear");
});

test("an object that was made a day after the attempt began is somebody's later work, perhaps", () => {
  expect(whose({ createdAt: attempt.latest + 25 * 3600 })).toBe("unclear");
});

test("a deleted object that may have been brought back keeps its old createtime, so age proves nothing", () => {
  expect(whose({ createdAt: 1_700_000_000, mayBeRestored: true })).toBe("unclear");
});

test("without a createtime only an object that holds something else is known not to be ours", () => {
  expect(whose({ createdAt: undefined })).toBe("unclear");
  expect(whose({ createdAt: undefined, holdsAll: false })).toBe("theirs");
});

test("a checkpoint alone bounds the attempt from above only: what is older than it is in doubt", () => {
  const atCheckpoint = { attempt: { latest: attempt.latest } };
  expect(whose({ ...atCheckpoint, createdAt: 1_800_000_003 })).toBe("ours");
  expect(whose({ ...atCheckpoint, createdAt: 1_800_000_002 })).toBe("unclear");
  expect(whose({ ...atCheckpoint, createdAt: 1_000_000_000 })).toBe("unclear");
});

test("a service that does not tell its time leaves everything with a date in doubt", () => {
  expect(whose({ attempt: {} })).toBe("unclear");
});

describe("when the process that made the attempt reads at once, by the service's own clock", () => {
  const watched = { isWatched: true, doubtS: 0 };

  test("what was created after the attempt surely had begun is ours, whatever it holds", () => {
    expect(whose({ ...watched, createdAt: 1_800_000_003, holdsAll: false })).toBe("ours");
  });

  test("what was created in the seconds in which it may have begun has to hold everything", () => {
    for (const createdAt of [1_800_000_000, 1_800_000_002]) {
      expect(whose({ ...watched, createdAt })).toBe("ours");
      expect(whose({ ...watched, createdAt, holdsAll: false })).toBe("unclear");
    }
  });

  test("what is older by a second is somebody else's", () => {
    expect(whose({ ...watched, createdAt: 1_799_999_999 })).toBe("theirs");
  });

  test("an object without a date is ours if it was seen missing before and holds everything", () => {
    const undated = { ...watched, createdAt: undefined, wasMissing: true };
    expect(whose(undated)).toBe("ours");
    expect(whose({ ...undated, holdsAll: false })).toBe("theirs");
  });
});
