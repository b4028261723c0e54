import { initialAttributes } from "../attributes/attribute.js";
import { copiedToUser, passwordLevel } from "../attributes/inherit.js";
import { USER } from "../attributes/user.js";
import { controlsWorkgroup, findWorkgroup } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { checkAccountInfo, checkPassword, checkServicePolicy } from "../auth/password-policy.js";
import { storePassword } from "../auth/passwords.js";
import type { Domain, StoredPassword, Suspensions, User, UserType } from "../store/objects.js";
import { aliasList } from "../store/store.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";
import { splitAddress } from "../wire/names.js";
import { checkUserAliases, normalisedAliases } from "./aliases.js";
import { checkBrandAllows, checkBrandExists } from "./brands.js";
import { settledDelivery } from "./delivery.js";
import { checkQuota } from "./limits.js";
import { settledSuspensions, suspensionsOf } from "./suspension.js";

export interface UserState {
  type: UserType;
  attributes: JsonObject;
  password: StoredPassword | undefined;
  suspensions: Suspensions | undefined;
}

/** Documented maximum (PHP1); more is 38. */
const MOST_RECIPIENTS = 1000;

type Context = Pick<Call, "store" | "behaviours" | "caller">;

/** The user that a change is for: `user` is missing while it is being created. */
interface Target {
  domain: Domain;
  address: string;
  user: User | undefined;
}

/**
 * The state of a user after a change. Throws the number of the refusal. Changes nothing, so that a refused change leaves
 * no trace. The names and values of `change` are checked already.
 */
export function userAfter(call: Context, target: Target, change: JsonObject): UserState {
  const { domain, user } = target;
  const { password, type: wantedType, ...rest } = change;
  const type = (wantedType as UserType | undefined) ?? user?.type ?? "mailbox";
  checkType(call, target, type, rest);
  const before = user?.attributes ?? { ...initialAttributes(USER), ...copiedToUser(domain) };
  const attributes = attributesAfter(call, target, type, before, rest);
  if (password !== undefined) checkNewPassword(call, target, String(password), before, attributes);
  else if (type === "mailbox" && type !== user?.type && !user?.password && call.behaviours.passwordRequiredForMailbox) {
    throw new ApiError(6, { password: "a mailbox needs a password" });
  }
  if ("aliases" in rest) attributes.aliases = freeAliases(call, target, rest.aliases as string[]);
  return {
    type,
    attributes,
    password: password === undefined ? user?.password : storePassword(String(password)),
    suspensions: settledSuspensions(call, user ?? { attributes: before, ...suspensionsOf(domain) }, rest),
  };
}

function checkType({ behaviours }: Context, { domain, user }: Target, type: UserType, change: JsonObject): void {
  const isNew = type !== user?.type;
  if (user && isNew && behaviours.typeChange === "refused") throw new ApiError(6, { type: "cannot be changed" });
  if (behaviours.misfitFilter === 31 && change.delivery_filter === true && type !== "filter") throw new ApiError(31);
  if (isNew && type === "filter" && !domain.attributes.filtermx) throw new ApiError(27);
}

function attributesAfter(
  call: Context,
  { domain, user }: Target,
  type: UserType,
  before: JsonObject,
  change: JsonObject,
): JsonObject {
  const { store, behaviours } = call;
  const delivery = settledDelivery(type, change, type === user?.type ? before : undefined, behaviours);
  const attributes: JsonObject = { ...before, ...change, ...delivery };
  delete attributes.type;
  // PHP1: not supported on filter accounts; ignored like the other attributes that do not fit a type.
  if (type === "filter") attributes.spamtag = null;
  checkBrandExists(change, store.companyOf(domain));
  if ("workgroup" in change) attributes.workgroup = existingWorkgroup(call, domain, String(change.workgroup));
  if (typeof change.quota === "number") checkQuota(change.quota, domain.attributes.quota_maximum, behaviours);
  checkRecipients(attributes, behaviours.forwardWithoutRecipients === "accepted");
  return attributes;
}

function checkNewPassword(
  { store, behaviours }: Context,
  { domain, address }: Target,
  password: string,
  before: JsonObject,
  after: JsonObject,
): void {
  const name = behaviours.accountInfo === "address" ? "" : String(after.name ?? "");
  checkBrandAllows(store, { attributes: before }, domain.name, "allow_password_change");
  if (behaviours.servicePasswordPolicy) checkServicePolicy(password);
  checkPassword(password, passwordLevel(domain, store.companyOf(domain)), behaviours);
  checkAccountInfo(password, splitAddress(address)?.local ?? "", domain.name, name);
}

function freeAliases({ store, behaviours }: Context, { domain, address, user }: Target, wanted: string[]): string[] {
  const aliases = normalisedAliases(wanted);
  checkUserAliases(store, domain, address, user ? aliasList(user.attributes) : [], aliases, behaviours);
  return aliases;
}

/** The name of a workgroup as it is stored (question 44). */
function existingWorkgroup(call: Context, domain: Domain, name: string): string {
  const workgroup = findWorkgroup(call, domain, name);
  if (!workgroup) {
    const number = call.behaviours.missingWorkgroup;
    throw number === 6 ? new ApiError(6, { workgroup: "unknown workgroup" }) : new ApiError(number);
  }
  if (!controlsWorkgroup(call, domain, workgroup.name)) throw new ApiError(9);
  return workgroup.name;
}

/** Questions 36 and, for the number of recipients, error 38 of the seed. */
function checkRecipients(attributes: JsonObject, mayBeEmpty: boolean): void {
  const recipients = attributes.forward_recipients as string[];
  if (recipients.length > MOST_RECIPIENTS) throw new ApiError(38);
  if (attributes.delivery_forward === true && recipients.length === 0 && !mayBeEmpty) {
    throw new ApiError(6, { forward_recipients: "forwarding needs at least one recipient" });
  }
}
