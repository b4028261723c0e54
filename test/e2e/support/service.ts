import { type Simulator, type SimulatorOptions, startSimulator } from "../../../simulator/index.js";
import { closeAtEnd } from "./closing.js";

/** A simulator that is closed at the end of the test file at the latest. */
export async function startService(options: SimulatorOptions = {}): Promise<Simulator> {
  const service = await startSimulator(options);
  closeAtEnd(() => service.close());
  return service;
}
