import { OmaError } from "./oma-error.js";

/** A setting is missing or malformed. Nothing was sent. */
export class OmaConfigError extends OmaError {
  /**
   * @param setting its name, as the reader of the error finds it.
   * @param reason what is wrong with it, as the rest of a sentence that begins with the name.
   */
  constructor(
    private readonly setting: string,
    reason: string,
    remedy?: string,
  ) {
    super("OMA_CONFIG", `configuration ${setting}: ${reason}`, { remedy });
  }

  /** What to say of the same fault after the first time. */
  repeated(): OmaConfigError {
    return new OmaConfigError(this.setting, "cannot be used, as the first error of this run says");
  }
}
