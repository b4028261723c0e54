import { startSimulator } from "../../simulator/index.js";
import { runModel } from "../campaigns/simulator/model.mts";
import { checkSequences } from "../campaigns/simulator/model-actions.mts";
import { domain, done, start, user } from "./support.js";

// A slice of the campaign in test/campaigns/simulator-model.mts.
test("the service does what the model says, over random sequences of calls", async () => {
  await checkSequences((sequence) => runModel(startSimulator, sequence), 20260105, 40);
});

test("no update is lost among calls that come at the same time", async () => {
  const sim = await start();
  await domain(sim);
  await user(sim);
  const names = ["name", "title", "phone", "fax", "notes_external", "spamtag", "autoresponder", "macsettings"];
  await Promise.all(
    names.flatMap((name) =>
      [1, 2, 3].map((n) =>
        done(sim, "change_user", { user: "iris@example.com", attributes: { [name]: `${name} ${n}` } }),
      ),
    ),
  );
  const { attributes } = sim.call("get_user", { user: "iris@example.com" });
  for (const name of names) expect(attributes?.[name]).toMatch(new RegExp(`^${name} [123]$`));
  const { total_count } = sim.call("get_user_changes", { user: "iris@example.com" });
  expect(total_count).toBe(1 + names.length * 3);
});
