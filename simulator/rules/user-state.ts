import { copiedToUser, passwordLevel } from "../attributes/inherit.js";
import { initialAttributes } from "../attributes/initial.js";
import type { UserType } from "../attributes/options.js";
import { USER } from "../attributes/user.js";
import { controlsWorkgroup, findWorkgroup } from "../auth/access.js";
import { checkAccountInfo, checkPassword, checkServicePolicy } from "../auth/password-policy.js";
import { type StoredPassword, storePassword } from "../auth/passwords.js";
import type { Call } from "../methods/method.js";
import type { Domain, Suspensions, User } from "../store/objects.js";
import { aliasList } from "../store/store.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";
import { splitAddress } from "../wire/names.js";
import { checkUserAliases, normalisedAliases } from "./aliases.js";
import { checkBrandAllows } from "./brand-settings.js";
import { settledDelivery } from "./delivery.js";
import { checkQuota } from "./quota.js";
import { checkBrandExists } from "./references.js";
import { settledSuspensions, suspensionsOf } from "./suspension.js";

export interface UserState {
  type: UserType;
  attributes: JsonObject;
  password: StoredPassword | undefined;
  suspensions: Suspensions | undefined;
}

/** Documented maximum (PHP1); more is 38. */
const MOST_RECIPIENTS = 1000;

/**
 * What a user is after a change, or the refusal of it. Touches nothing, so that a refused change leaves no trace.
 * `change` has passed the checks of names and values.
 */
export function userAfter(
  call: Pick<Call, "store" | "behaviours" | "caller">,
  domain: Domain,
  address: string,
  user: User | undefined,
  change: JsonObject,
): UserState {
  const { store, behaviours } = call;
  const { password: clear, type: wantedType, ...rest } = change;
  const company = store.companyOf(domain);
  const type = (wantedType as UserType | undefined) ?? user?.type ?? "mailbox";
  const newType = type !== user?.type;
  if (user && newType && behaviours.typeChange === "refused") throw new ApiError(6, { type: "cannot be changed" });
  if (behaviours.misfitFilter === 31 && rest.delivery_filter === true && type !== "filter") throw new ApiError(31);
  if (newType && type === "filter" && !domain.attributes.filtermx) throw new ApiError(27);

  const before = user?.attributes ?? { ...initialAttributes(USER), ...copiedToUser(domain) };
  const delivery = settledDelivery(type, rest, newType ? undefined : before, behaviours);
  const attributes: JsonObject = { ...before, ...rest, ...delivery };
  delete attributes.type;
  // PHP1: not supported on filter accounts; ignored like the other attributes that do not fit a type.
  if (type === "filter") attributes.spamtag = null;

  checkBrandExists(rest, company);
  if ("workgroup" in rest) attributes.workgroup = existingWorkgroup(call, domain, String(rest.workgroup));
  if (typeof rest.quota === "number") checkQuota(rest.quota, domain.attributes.quota_maximum, behaviours);
  checkRecipients(attributes, behaviours.forwardWithoutRecipients === "accepted");

  if (clear !== undefined) {
    const name = behaviours.accountInfo === "address" ? "" : String(attributes.name ?? "");
    checkBrandAllows(store, { attributes: before }, domain.name, "allow_password_change");
    if (behaviours.servicePasswordPolicy) checkServicePolicy(String(clear));
    checkPassword(String(clear), passwordLevel(domain, company), behaviours);
    checkAccountInfo(String(clear), splitAddress(address)?.local ?? "", domain.name, name);
  } else if (newType && type === "mailbox" && !user?.password && behaviours.passwordRequiredForMailbox) {
    throw new ApiError(6, { password: "a mailbox needs one" });
  }

  if ("aliases" in rest) {
    const aliases = normalisedAliases(rest.aliases as string[]);
    checkUserAliases(store, domain, address, user ? aliasList(user.attributes) : [], aliases, behaviours);
    attributes.aliases = aliases;
  }
  const suspensions = settledSuspensions(call, user ?? { attributes: before, ...suspensionsOf(domain) }, rest);
  return {
    type,
    attributes,
    password: clear === undefined ? user?.password : storePassword(String(clear)),
    suspensions,
  };
}

/** Question 44. Returns the name as the workgroup has it. */
function existingWorkgroup(call: Parameters<typeof userAfter>[0], domain: Domain, name: string): string {
  const workgroup = findWorkgroup(call, domain, name);
  if (!workgroup) {
    const number = call.behaviours.missingWorkgroup;
    throw number === 6 ? new ApiError(6, { workgroup: "no such workgroup" }) : new ApiError(number);
  }
  if (!controlsWorkgroup(call, domain, workgroup.name)) throw new ApiError(9);
  return workgroup.name;
}

/** Questions 36 and, for the number of recipients, error 38 of the seed. */
function checkRecipients(attributes: JsonObject, mayBeEmpty: boolean): void {
  const recipients = attributes.forward_recipients as string[];
  if (recipients.length > MOST_RECIPIENTS) throw new ApiError(38);
  if (attributes.delivery_forward === true && recipients.length === 0 && !mayBeEmpty) {
    throw new ApiError(6, { forward_recipients: "forwarding needs a recipient" });
  }
}
