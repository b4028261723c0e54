export * from "./attributes.js";
export * from "./deletion.js";
export * from "./existence.js";
export * from "./ownership.js";
export * from "./partial.js";
export * from "./rename.js";
export * from "./restore.js";
