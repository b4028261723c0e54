export type { Answer, Simulator, SimulatorOptions } from "./api.js";
export type { Switch } from "./behaviours/switch.js";
export { type Behaviours, DEFAULT_BEHAVIOURS, SWITCHES } from "./behaviours/switches.js";
export type { Delay, Effect, Fault } from "./faults/fault.js";
export type { ActiveFault, Faults } from "./faults/faults.js";
export { readBehavioursFile } from "./files/behaviours-file.js";
export { readFaultsFile } from "./files/faults-file.js";
export { FileError } from "./files/structured-file.js";
export { readTenantFile, type TenantFile } from "./files/tenant-file.js";
export { type Fidelity, fidelity } from "./methods/fidelity.js";
export { DataError } from "./persistence/database.js";
export type { Snapshot } from "./persistence/snapshot.js";
export { generateDomains } from "./seed/generate.js";
export { SeedError } from "./seed/seed-error.js";
export type {
  AdminSeed,
  CallSeed,
  CompanySeed,
  ContactSeed,
  DomainSeed,
  MailSeed,
  Size,
  TenantSeed,
  UserSeed,
} from "./seed/tenant.js";
export type { CallHook, ObservedCall } from "./service/call-hooks.js";
export type { Clock } from "./service/clock.js";
export type { LogEntry, RequestLog } from "./service/request-log.js";
export { startSimulator } from "./start.js";
export type { RoleName } from "./store/objects.js";
export { TlsError } from "./tls/server-certificate.js";
export type { Json, JsonObject } from "./wire/json.js";
