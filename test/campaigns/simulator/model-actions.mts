import fc from "fast-check";
import type { JsonObject } from "../../../simulator/index.js";
import { type Deleted, domainPart, type Model, type ModelDomain, type ModelUser } from "./model-state.mts";
import { PASSWORD } from "./support.mts";

/**
 * What may happen, and what the model says to it: the number of the refusal, or 0 and the model changed. Names are few,
 * so that clashes, aliases and revivals come up all the time.
 */
export interface Action {
  method: string;
  fields: JsonObject;
  /** `id`: that of what a delete made, asked from the service afterwards. */
  foretell(model: Model, at: number, id: () => string): number;
}

/** Most of what happens is in the first domain. */
const DOMAINS = ["one.example", "two.example", "three.example"] as const;
const ALIAS_DOMAINS = ["alpha.example", "beta.example", "three.example"];
const LOCALS = ["ann", "bob", "cat", "dan"];
const WORKGROUPS = ["staff", "desk", "team"];
const BRANDS = ["Blue", "Red"];

const pick = (values: readonly string[]) => fc.constantFrom(...values);
const place = fc.oneof(
  { weight: 8, arbitrary: fc.constant<string>(DOMAINS[0]) },
  { weight: 3, arbitrary: fc.constant<string>(DOMAINS[1]) },
  { weight: 1, arbitrary: pick([DOMAINS[2], "alpha.example"]) },
);
const aliasPlace = fc.oneof({ weight: 5, arbitrary: place }, { weight: 1, arbitrary: pick(ALIAS_DOMAINS) });
const domainName = fc.oneof(
  { weight: 1, arbitrary: place },
  { weight: 1, arbitrary: pick([...DOMAINS, "beta.example"]) },
);
const address = fc.tuple(pick(LOCALS), place).map(([local, name]) => `${local}@${name}`);
/** A few of them most of the time, so that the same aliases are set again and their names wanted for users. */
const aliasAddress = fc.oneof(
  { weight: 3, arbitrary: pick(["info@one.example", "help@one.example", "info@alpha.example"]) },
  { weight: 2, arbitrary: fc.tuple(pick([...LOCALS, "info"]), aliasPlace).map(([local, name]) => `${local}@${name}`) },
);
const newName = fc.oneof({ weight: 3, arbitrary: address }, { weight: 1, arbitrary: aliasAddress });
const maybe = <Value,>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const limit = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }) },
);

function given(members: Record<string, unknown>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}

interface DomainChange {
  name: string;
  createOnly: boolean;
  aliases?: string[] | undefined;
  limitUsers?: number | null | undefined;
  limitAliases?: number | null | undefined;
  brand?: string | null | undefined;
  workgroup?: string | undefined;
}

const changeDomain = fc
  .record({
    name: domainName,
    createOnly: fc.boolean(),
    aliases: maybe(fc.uniqueArray(pick(ALIAS_DOMAINS), { maxLength: 2 })),
    limitUsers: maybe(limit),
    limitAliases: maybe(limit),
    brand: maybe(fc.option(pick(BRANDS), { nil: null })),
    workgroup: maybe(pick(WORKGROUPS)),
  })
  .map(domainChange);

function domainChange(change: DomainChange): Action {
  const { name, createOnly, aliases, limitUsers, limitAliases, brand, workgroup } = change;
  return {
    method: "change_domain",
    fields: {
      domain: name,
      create_only: createOnly,
      attributes: given({ aliases, limit_users: limitUsers, limit_aliases: limitAliases, brand, workgroup }),
    },
    foretell(model) {
      if (model.byAlias(name)) return createOnly ? 7 : 3;
      const existing = model.domain(name);
      if (existing && createOnly) return 23;
      if (brand && !model.brands.includes(brand)) return 6;
      if (existing && workgroup && !existing.workgroups.includes(workgroup)) return 6;
      for (const alias of aliases ?? []) {
        const holder = model.byAlias(alias);
        if (alias === name || model.domain(alias) || (holder && holder !== existing)) return 7;
      }
      const domain: ModelDomain = existing ?? {
        name,
        aliases: [],
        limitUsers: null,
        limitAliases: null,
        brand: null,
        defaultWorkgroup: workgroup ?? "staff",
        workgroups: [workgroup ?? "staff"],
        users: [],
        deleted: [],
      };
      if (!existing) model.domains.push(domain);
      if (aliases) domain.aliases = aliases;
      for (const user of domain.users) user.aliases = user.aliases.filter((alias) => model.isIn(domain, alias));
      if (limitUsers !== undefined) domain.limitUsers = limitUsers;
      if (limitAliases !== undefined) domain.limitAliases = limitAliases;
      if (brand !== undefined) domain.brand = brand;
      if (workgroup) domain.defaultWorkgroup = workgroup;
      return 0;
    },
  };
}
const deleteDomain = pick([...DOMAINS, "three.example", "alpha.example"]).map(
  (name): Action => ({
    method: "delete_domain",
    fields: { domain: name },
    foretell(model, at, id) {
      const domain = ownDomain(model, name);
      if (typeof domain === "number") return domain;
      if (domain.users.length > 0) return 10;
      const elsewhere = model.domains.filter((one) => one !== domain).flatMap(({ users }) => users);
      if (elsewhere.some(({ controls }) => controls.includes(name))) return 24;
      model.domains = model.domains.filter((one) => one !== domain);
      model.deletedDomains.push({ id: id(), time: Math.floor(at / 1000), what: domain });
      return 0;
    },
  }),
);

interface UserChange {
  at: string;
  createOnly: boolean;
  type: string;
  name?: string | undefined;
  aliases?: string[] | undefined;
  workgroup?: string | undefined;
  brand?: string | null | undefined;
}

const changeUser = fc
  .record({
    at: address,
    createOnly: fc.boolean(),
    type: pick(["mailbox", "forward"]),
    name: maybe(pick(["Ann", "Bob", "Cat"])),
    aliases: maybe(fc.uniqueArray(aliasAddress, { maxLength: 3 })),
    workgroup: maybe(pick(WORKGROUPS)),
    brand: maybe(fc.option(pick(BRANDS), { nil: null })),
  })
  .map(userChange);

function userChange({ at: user, createOnly, type, name, aliases, workgroup, brand }: UserChange): Action {
  return {
    method: "change_user",
    fields: {
      user,
      create_only: createOnly,
      attributes: given({
        // Only a mailbox needs one, but a forward account may have one too.
        password: PASSWORD,
        ...(createOnly ? { type, forward_recipients: ["out@mail.example"] } : {}),
        name,
        aliases,
        workgroup,
        brand,
      }),
    },
    foretell(model) {
      const domain = domainOf(model, user);
      if (typeof domain === "number") return domain;
      if (model.holder(domain, user)) return createOnly ? 7 : 3;
      const existing = model.user(domain, user);
      if (existing && createOnly) return 23;
      if (!existing && domain.limitUsers !== null && domain.users.length >= domain.limitUsers) return 15;
      if (brand && !model.brands.includes(brand)) return 6;
      if (workgroup && !domain.workgroups.includes(workgroup)) return 6;
      const refused = aliases && refusedAliases(model, domain, user, existing?.aliases ?? [], aliases);
      if (refused) return refused;
      const after: ModelUser = existing ?? {
        address: user,
        type: createOnly ? (type as ModelUser["type"]) : "mailbox",
        name: null,
        aliases: [],
        workgroup: domain.defaultWorkgroup,
        brand: null,
        controls: [],
      };
      if (!existing) domain.users.push(after);
      if (name !== undefined) after.name = name;
      if (aliases) after.aliases = aliases;
      if (workgroup) after.workgroup = workgroup;
      if (brand !== undefined) after.brand = brand;
      return 0;
    },
  };
}
function refusedAliases(
  model: Model,
  domain: ModelDomain,
  user: string,
  before: string[],
  aliases: string[],
): number | undefined {
  for (const alias of aliases) {
    if (!model.isIn(domain, alias)) return 37;
    const holder = model.holder(domain, alias);
    if (model.user(domain, alias) || alias === user || (holder && holder.address !== user)) return 7;
  }
  const all = domain.users.flatMap((one) => one.aliases).length - before.length + aliases.length;
  const adds = aliases.some((alias) => !before.includes(alias));
  return adds && domain.limitAliases !== null && all > domain.limitAliases ? 16 : undefined;
}

const deleteUser = address.map(userDeletion);

function userDeletion(user: string): Action {
  return {
    method: "delete_user",
    fields: { user },
    foretell(model, at, id) {
      const place = ownUser(model, user);
      if (typeof place === "number") return place;
      place.domain.users = place.domain.users.filter((one) => one !== place.user);
      place.domain.deleted.push({ id: id(), time: Math.floor(at / 1000), what: { ...place.user, controls: [] } });
      return 0;
    },
  };
}

const renameUser = fc.tuple(address, newName).map(
  ([user, name]): Action => ({
    method: "rename_user",
    fields: { user, new_name: name },
    foretell(model) {
      const place = ownUser(model, user);
      if (typeof place === "number") return place;
      const refused = refusedName(model, place.domain, name);
      if (refused) return refused;
      place.user.address = name;
      return 0;
    },
  }),
);

function refusedName(model: Model, domain: ModelDomain, name: string): number | undefined {
  if (model.byAlias(domainPart(name))) return 47;
  if (domainPart(name) !== domain.name) return 6;
  return model.isTaken(domain, name) ? 7 : undefined;
}

const createWorkgroup = fc.tuple(domainName, pick(WORKGROUPS)).map(newWorkgroup);

function newWorkgroup([name, workgroup]: [string, string]): Action {
  return {
    method: "create_workgroup",
    fields: { domain: name, workgroup },
    foretell(model) {
      const domain = ownDomain(model, name);
      if (typeof domain === "number") return domain;
      if (domain.workgroups.includes(workgroup)) return 7;
      domain.workgroups.push(workgroup);
      return 0;
    },
  };
}
const deleteWorkgroup = fc.tuple(domainName, pick(WORKGROUPS)).map(
  ([name, workgroup]): Action => ({
    method: "delete_workgroup",
    fields: { domain: name, workgroup },
    foretell(model) {
      const domain = ownDomain(model, name);
      if (typeof domain === "number") return domain;
      if (!domain.workgroups.includes(workgroup)) return 2;
      if (domain.defaultWorkgroup === workgroup) return 18;
      if (domain.users.some((one) => one.workgroup === workgroup)) return 10;
      domain.workgroups = domain.workgroups.filter((one) => one !== workgroup);
      return 0;
    },
  }),
);

const setRole = fc.tuple(address, fc.uniqueArray(pick(DOMAINS), { maxLength: 2 })).map(
  ([user, objects]): Action => ({
    method: "set_role",
    fields: objects.length === 0 ? { user, role: "" } : { user, role: "domain", objects },
    foretell(model) {
      const place = ownUser(model, user);
      if (typeof place === "number") return place;
      for (const name of objects) {
        const domain = ownDomain(model, name);
        if (typeof domain === "number") return domain;
      }
      if (objects.length > 0 && !objects.includes(place.domain.name)) return 17;
      place.user.controls = objects;
      return 0;
    },
  }),
);

const changeBrand = pick(BRANDS).map(brandChange);

function brandChange(brand: string): Action {
  return {
    method: "_change_brand",
    fields: { brand, attributes: {} },
    foretell(model) {
      if (!model.brands.includes(brand)) model.brands.push(brand);
      return 0;
    },
  };
}
const deleteBrand = pick(BRANDS).map(
  (brand): Action => ({
    method: "_delete_brand",
    fields: { brand },
    foretell(model) {
      if (!model.brands.includes(brand)) return 2;
      if (model.usesBrand(brand)) return 14;
      model.brands = model.brands.filter((one) => one !== brand);
      return 0;
    },
  }),
);

/** A restore names something that was deleted, so it can be made only when its turn comes. */
export type Step = Action | { restore: "user" | "domain"; nth: number; name: string } | { days: number };

const restoreUserStep = fc.record({ restore: fc.constant("user" as const), nth: fc.nat(5), name: newName });
const restoreDomainStep = fc.record({ restore: fc.constant("domain" as const), nth: fc.nat(5), name: domainName });
const waitStep = fc.record({ days: fc.integer({ min: 1, max: 20 }) });

/** Something to begin with, or most calls would meet nothing at all. */
const beginning: Step[] = [
  brandChange("Blue"),
  domainChange({ name: "one.example", createOnly: true, aliases: ["alpha.example"], limitAliases: 3 }),
  domainChange({ name: "two.example", createOnly: true }),
  domainChange({ name: "three.example", createOnly: true, aliases: ["beta.example"] }),
  newWorkgroup(["one.example", "desk"]),
  userChange({ at: "ann@one.example", createOnly: true, type: "mailbox", aliases: ["info@alpha.example"] }),
  userChange({ at: "bob@one.example", createOnly: true, type: "forward", workgroup: "desk" }),
  userChange({ at: "ann@two.example", createOnly: true, type: "mailbox" }),
  userChange({ at: "cat@three.example", createOnly: true, type: "mailbox" }),
  userDeletion("cat@three.example"),
];

const steps: fc.Arbitrary<Step[]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: changeDomain },
      { weight: 3, arbitrary: deleteDomain },
      { weight: 12, arbitrary: changeUser },
      { weight: 6, arbitrary: deleteUser },
      { weight: 6, arbitrary: renameUser },
      { weight: 6, arbitrary: restoreUserStep },
      { weight: 3, arbitrary: restoreDomainStep },
      { weight: 2, arbitrary: createWorkgroup },
      { weight: 3, arbitrary: deleteWorkgroup },
      { weight: 3, arbitrary: setRole },
      { weight: 1, arbitrary: changeBrand },
      { weight: 1, arbitrary: deleteBrand },
      { weight: 1, arbitrary: waitStep },
    ) as fc.Arbitrary<Step>,
    { minLength: 10, maxLength: 80, size: "max" },
  )
  .map((rest) => [...beginning, ...rest]);

/** Throws at the first of `numRuns` sequences that a service does otherwise than the model; shrinks it first. */
export function checkSequences(run: (sequence: Step[]) => Promise<void>, seed: number, numRuns: number): Promise<void> {
  return fc.assert(fc.asyncProperty(steps, run), { seed, numRuns });
}

export function restoreUser(model: Model, { nth, name }: { nth: number; name: string }): Action {
  const all = model.domains.flatMap((domain) => domain.deleted);
  const deleted: Deleted<ModelUser> | undefined = all[nth % Math.max(1, all.length)];
  // Half of the time under its own address, so that this is tried as often as another one.
  const user = deleted?.what.address ?? name;
  const wanted = nth % 2 === 0 ? user : name;
  return {
    method: "restore_user",
    fields: { user, id: deleted?.id ?? "none", new_name: wanted },
    foretell() {
      const domain = domainOf(model, user);
      if (typeof domain === "number") return domain;
      if (!deleted) return 2;
      const refused = refusedName(model, domain, wanted);
      if (refused) return refused;
      if (domain.limitUsers !== null && domain.users.length >= domain.limitUsers) return 15;
      const back = deleted.what;
      const aliases = back.aliases.filter(
        (alias) => alias !== wanted && model.isIn(domain, alias) && !model.isTaken(domain, alias),
      );
      const workgroup = domain.workgroups.includes(back.workgroup) ? back.workgroup : domain.defaultWorkgroup;
      const brand = back.brand !== null && model.brands.includes(back.brand) ? back.brand : null;
      domain.deleted = domain.deleted.filter((one) => one !== deleted);
      domain.users.push({ ...back, address: wanted, aliases, workgroup, brand });
      return 0;
    },
  };
}

export function restoreDomain(model: Model, { nth, name }: { nth: number; name: string }): Action {
  const deleted = model.deletedDomains[nth % Math.max(1, model.deletedDomains.length)];
  const domain = deleted?.what.name ?? name;
  const wanted = nth % 2 === 0 ? domain : name;
  return {
    method: "restore_domain",
    fields: { domain, id: deleted?.id ?? "none", new_name: wanted },
    foretell() {
      if (!deleted) return 2;
      if (model.domain(wanted) || model.byAlias(wanted)) return 7;
      const back = deleted.what;
      back.aliases = back.aliases.filter((alias) => alias !== wanted && !model.domain(alias) && !model.byAlias(alias));
      if (back.brand !== null && !model.brands.includes(back.brand)) back.brand = null;
      for (const { what } of back.deleted)
        what.address = `${what.address.slice(0, what.address.indexOf("@"))}@${wanted}`;
      back.name = wanted;
      model.deletedDomains = model.deletedDomains.filter((one) => one !== deleted);
      model.domains.push(back);
      return 0;
    },
  };
}

function ownDomain(model: Model, name: string): ModelDomain | number {
  return model.byAlias(name) ? 3 : (model.domain(name) ?? 2);
}

function domainOf(model: Model, user: string): ModelDomain | number {
  const name = domainPart(user);
  return model.byAlias(name) ? 3 : (model.domain(name) ?? 9);
}

function ownUser(model: Model, address: string): { domain: ModelDomain; user: ModelUser } | number {
  const domain = domainOf(model, address);
  if (typeof domain === "number") return domain;
  if (model.holder(domain, address)) return 3;
  const user = model.user(domain, address);
  return user ? { domain, user } : 2;
}
