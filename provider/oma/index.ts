export { OmaClient } from "./client.js";
export { clusters, type OmaConfig, readConfig } from "./config.js";
export * from "./errors/index.js";
export type { RetryPolicy } from "./retry.js";
export type { Answer } from "./transport.js";
