import { randomInt } from "node:crypto";
import { ownUser } from "../auth/access.js";
import { storePassword } from "../auth/passwords.js";
import { EDITORS, PASSWORD_EDITORS } from "../auth/roles.js";
import { checkBrandAllows } from "../rules/brands.js";
import { recordChange } from "../rules/changes.js";
import { ApiError } from "../wire/errors.js";
import { byName } from "../wire/name-case.js";
import { method } from "./method.js";

/** SEED-ERR. */
const MOST = 4;

export const appPassword = method<{ user: string; mode: "add" | "remove"; tag?: string }>({
  name: "app_password",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2, KB",
  summary:
    "Adds or removes an App Password, four at most. While one exists the main password fails for mail programs, not for the API.",
  request: {
    user: { type: "name", required: true },
    mode: { type: "choice", values: ["add", "remove"], required: true },
    tag: { type: "name", note: "ASCII; required to remove" },
  },
  roles: PASSWORD_EDITORS,
  errors: [2, 3, 45, 46],
  audited: true,
  assumed:
    "two can have the same tag, and remove removes the first; a missing tag is generated; a tag that is not ASCII answers 5, an unknown one 2",
  switches: ["missingUserDomain", "nameCase"],
  object: ({ user }) => user,
  handle(call) {
    const { behaviours, fields, store, at } = call;
    const { user, domain } = ownUser(call, fields.user);
    if (fields.tag !== undefined && !/^[\x20-\x7e]+$/.test(fields.tag)) throw new ApiError(5, { tag: "must be ASCII" });
    checkBrandAllows(store, user, domain.name, "allow_app_passwords");
    const present = user.appPasswords ?? [];
    if (fields.mode === "remove") {
      if (fields.tag === undefined) throw new ApiError(5, { tag: "missing" });
      const gone = byName(present, ({ tag }) => tag, fields.tag, behaviours);
      if (!gone) throw new ApiError(2);
      user.appPasswords = present.filter((one) => one !== gone);
      recordChange(user, call, "App Password removed");
      return {};
    }
    if (present.length >= MOST) throw new ApiError(46);
    const password = fresh();
    const tag = fields.tag ?? `app ${present.length + 1}`;
    user.appPasswords = [...present, { tag, created: Math.floor(at / 1000), password: storePassword(password) }];
    recordChange(user, call, "App Password added");
    return { password };
  },
});

/** Three groups of four letters, as the example shows. */
function fresh(): string {
  const group = () => Array.from({ length: 4 }, () => String.fromCharCode(97 + randomInt(26))).join("");
  return `${group()}-${group()}-${group()}`;
}

export const userDisable2fa = method<{ user: string }>({
  name: "user_disable_2fa",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2",
  summary: "Disables two-factor login for a user. metadata.2fa_enabled shows it.",
  request: { user: { type: "name", required: true } },
  roles: EDITORS,
  errors: [2, 3, 45],
  audited: true,
  switches: ["missingUserDomain"],
  object: ({ user }) => user,
  handle(call) {
    const { user, domain } = ownUser(call, call.fields.user);
    checkBrandAllows(call.store, user, domain.name, "allow_disable_2fa");
    if (user.twoFactor?.enabled) {
      user.twoFactor = { ...user.twoFactor, enabled: false };
      recordChange(user, call, "2fa: disabled");
    }
    return {};
  },
});
