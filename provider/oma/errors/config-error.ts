import { OmaError } from "./oma-error.js";

/** A setting is missing or malformed; found before any request is sent. */
export class OmaConfigError extends OmaError {
  constructor(setting: string, reason: string, remedy: string) {
    super("OMA_CONFIG", `configuration ${setting}: ${reason}`, { remedy });
  }
}
