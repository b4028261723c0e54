import { startSimulator } from "../../dist/simulator/index.js";

/** The process that is measured: it tells its parent where it listens, and how much memory it takes. */
const { data, generate } = JSON.parse(process.argv[2]);
const admin = { user: "provisioner@bench.adm", password: "Bench*Kite-58", role: "company" };
const sim = await startSimulator({ data, tenant: [{ name: "Bench Mail", admins: [admin], generate }] });
process.send({ target: { url: sim.url, ...sim.admin } });

process.on("message", (wish) => {
  if (wish === "memory") process.send({ megabytes: process.memoryUsage.rss() / 1e6 });
  if (wish === "stop") process.disconnect();
});
process.on("disconnect", () => sim.close());
