import { leadHandlers } from "../../campaigns/lifecycle/handlers.js";
import { leadSlice } from "../../campaigns/lifecycle/slice.js";

// A slice of the campaign in test/campaigns/lifecycle-model.mts, whose runs take an hour at most.
test(
  "whatever was edited, changed behind the back and failed, the service comes to hold the program and a second run is silent",
  () => leadSlice(25, 4, leadHandlers, true),
  3_600_000,
);
