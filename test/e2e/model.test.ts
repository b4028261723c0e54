import { leadEngine } from "../campaigns/lifecycle/engine-runs.js";
import { leadSlice } from "../campaigns/lifecycle/slice.js";

// A slice of the campaign in test/campaigns/lifecycle-model.mts, whose runs take an hour at most. A run takes too long to shrink.
test(
  "the real engine too brings any history to rest: the service holds the program and a second run is silent",
  () => leadSlice(1, 2, leadEngine, false),
  3_600_000,
);
