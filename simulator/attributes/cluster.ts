import type { JsonObject } from "../wire/json.js";

/**
 * What holds where a company sets nothing. Raw values of the cluster lie outside the lists of allowed values in the
 * documented sample ("90", "local"), and so they do here (SEED-GC; password_strength: question 32).
 */
export const CLUSTER: Readonly<JsonObject> = {
  brand: "basecluster",
  default_password_encoding: "BCRYPT-10",
  filterdelivery: "local",
  password_strength: "medium",
  regen_passwords: false,
  smtp_sent_limit: 500,
  spamfolder: ".Spam",
  spamheader: null,
  spamlevel: "90",
  spamtag: null,
};
