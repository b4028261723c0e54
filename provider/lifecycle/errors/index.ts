export * from "./attributes.js";
export { type LifecycleErrorCode, lifecycleErrorCodes } from "./codes.js";
export * from "./deletion.js";
export * from "./existence.js";
export { LifecycleError } from "./lifecycle-error.js";
export * from "./ownership.js";
export * from "./partial.js";
export * from "./rename.js";
