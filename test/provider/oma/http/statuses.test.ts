import { describeStatus } from "../../../../provider/oma/http/statuses.js";

test.each([
  [599, "reads", "OMA_OUTCOME_UNKNOWN"],
  [501, "reads", "OMA_OUTCOME_UNKNOWN"],
  [499, "never", "OMA_HTTP_STATUS"],
  [301, "never", "OMA_HTTP_STATUS"],
])("HTTP %i, which nobody documents, counts as its hundred", (status, when, code) => {
  expect(describeStatus(status)).toMatchObject({ retried: when, code });
});
