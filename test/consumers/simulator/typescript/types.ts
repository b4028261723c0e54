// Compiled, never run: what the package's types refuse. Were they lost, everything would pass.
import { startSimulator } from "oma-simulator";

// @ts-expect-error: an effect needs its numbers
export const fault = () => startSimulator({ faults: [{ effect: "latency" }] });

// @ts-expect-error: no such value of the switch
export const behaviour = () => startSimulator({ behaviours: { missingCompany: 3 } });

// @ts-expect-error: no such option
export const typo = () => startSimulator({ prot: 8080 });
