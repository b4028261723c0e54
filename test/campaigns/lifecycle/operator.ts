import { kinds } from "../../../provider/kinds/index.js";
import { type Console, emptyDomain } from "./outside.js";
import { type Drafts, identityOf, programOf, slots } from "./program.js";

export interface Decision {
  readonly drafts: Drafts;
  /** What was decided, for the figures; empty when the errors ask for nothing but another run. */
  readonly made: readonly string[];
}

/** What an operator does who reads the errors of a run and follows their remedies. */
export function decide(service: Console, drafts: Drafts, errors: string): Decision {
  const made: string[] = [];
  const declared = new Set(programOf(drafts).map(({ kind, args }) => kinds[kind].called(args as never)));
  let after = drafts;
  for (const line of errors.split("\n")) {
    const [, existing] = /(\S+): \w+ exists already and was left untouched/.exec(line) ?? [];
    if (existing !== undefined) {
      after = adopting(after, existing);
      made.push("adopt what exists");
    }
    const [, domain] = /(\S+): Domain cannot be deleted \(10\)/.exec(line) ?? [];
    if (domain !== undefined) {
      emptyDomain(service, domain, declared);
      made.push("empty a domain that is to go");
    }
    const [, brand] = /(\S+): Brand cannot be deleted \(14\)/.exec(line) ?? [];
    if (brand !== undefined) {
      unbrand(service, brand);
      made.push("take a brand that is to go from its members");
    }
    const [, target] = /cannot be renamed to (\S+), which exists already/.exec(line) ?? [];
    if (target !== undefined) {
      service.call("delete_user", { user: target });
      made.push("delete the account that has the new name");
    }
  }
  return { drafts: after, made };
}

function adopting(drafts: Drafts, object: string): Drafts {
  const slot = slots.find((one) => {
    const draft = drafts[one.name];
    return draft !== undefined && kinds[one.kind].called(identityOf(one, draft, drafts)) === object;
  });
  const draft = slot && drafts[slot.name];
  if (slot === undefined || draft === undefined) return drafts;
  return { ...drafts, [slot.name]: { ...draft, options: { ...draft.options, adopt: true } } };
}

function unbrand(service: Console, brand: string): void {
  const { brand_members } = service.call("search_brand_members", { criteria: { brand } });
  for (const { type, member } of (brand_members ?? []) as { type: string; member: string }[]) {
    const [method, field] = type === "domain" ? ["change_domain", "domain"] : ["change_user", "user"];
    service.call(method as string, { [field as string]: member, attributes: { brand: null } });
  }
}
