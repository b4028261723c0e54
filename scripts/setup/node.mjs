import { join } from "node:path";
import { PROJECT } from "./project.mjs";

export const NODE_FOLDER = join(PROJECT, "node_modules", ".bin");

/** The Node of the npm package `node`. It runs TypeScript, whichever Node started this script. */
export const NODE = join(NODE_FOLDER, "node");
