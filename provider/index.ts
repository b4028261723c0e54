/** What Pulumi's dynamic-provider host requires: `pulumi-oma/provider`. Programs import `pulumi-oma` instead. */
export { type Handler, handler } from "./host/dynamic/handler.js";
