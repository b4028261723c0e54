export { type Behaviours, DEFAULT_BEHAVIOURS } from "./behaviours.js";
export type { Fault, Faults } from "./faults.js";
export type { Json, JsonObject } from "./json.js";
export type { LogEntry, RequestLog } from "./request-log.js";
export type { RoleName } from "./roles.js";
export type { AdminSeed, CompanySeed, TenantSeed } from "./seed.js";
export { type Answer, type Simulator, type SimulatorOptions, startSimulator } from "./simulator.js";
