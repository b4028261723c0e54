import type { Switch } from "../behaviours/switch.js";
import { type Behaviours, SWITCHES, UNSWITCHED } from "../behaviours/switches.js";
import type { Json } from "../wire/json.js";
import type { Field, RequestShape } from "./fields.js";
import { METHODS } from "./index.js";
import { type Method, mutates } from "./method.js";

/** What the sources say about each method, and what is assumed: data for `GET /fidelity` and docs/simulator.md. */

export interface FieldFidelity {
  /** Fields inside a field are written with a dot. */
  name: string;
  type: string;
  required: boolean;
  nullable: boolean;
  values?: string[];
  note?: string;
}

export interface MethodFidelity {
  method: string;
  group: string;
  /** documented; assumed: the call exists, its shape stands in no source; legacy: old clients only. */
  status: "documented" | "assumed" | "legacy";
  source: string;
  summary: string;
  request: FieldFidelity[];
  roles: string[];
  /** Numbers it can answer with, beyond those any call can. */
  errors: number[];
  changesState: boolean;
  /** What no source says about its answers. */
  assumed?: string;
  switches: string[];
}

export interface SwitchFidelity {
  name: string;
  meaning: string;
  default: Json;
  values: Json[];
  /** Which other values are possible. */
  open?: string;
  /** Numbers in the open questions of the OMA reference. */
  question?: string;
  /** Values that contradict a recorded live test, or a third party in real use. */
  refuted?: Json[];
  /** Methods whose answers depend on it. Empty: all methods. */
  methods: string[];
}

export interface Fidelity {
  methods: MethodFidelity[];
  switches: SwitchFidelity[];
  /** Open questions without a switch, by number, and why. */
  unswitched: Record<string, string>;
}

export function fidelity(): Fidelity {
  const methods = [...METHODS.values()].map(methodFidelity);
  return {
    methods,
    switches: Object.entries<Switch<Json>>(SWITCHES).map(([name, one]) => ({
      name,
      meaning: one.meaning,
      default: one.values[0] ?? null,
      values: [...one.values],
      ...(one.open === undefined ? {} : { open: one.open }),
      ...(one.question === undefined ? {} : { question: one.question }),
      ...(one.refuted === undefined ? {} : { refuted: [...one.refuted] }),
      methods: methods.filter(({ switches }) => switches.includes(name)).map(({ method }) => method),
    })),
    unswitched: { ...UNSWITCHED },
  };
}

/** Switches that no single method declares: every call depends on them. */
export const GENERAL_SWITCHES: readonly (keyof Behaviours)[] = [
  "audit",
  "digitsInRange",
  "expiredToken",
  "failureAudit",
  "failureBody",
  "hintsShape",
  "malformedCredentials",
  "nullFields",
  "numericIds",
  "secondFactor",
  "ssoToken",
  "unknownFields",
  "wrongSecondFactor",
];

function methodFidelity(method: Method): MethodFidelity {
  return {
    method: method.name,
    group: method.group,
    status: method.status,
    source: method.source,
    summary: method.summary,
    request: fieldsOf(method.request),
    roles: method.roles === "anyone" ? ["anyone who can log in"] : [...method.roles],
    errors: [...method.errors],
    changesState: mutates(method),
    ...(method.assumed === undefined ? {} : { assumed: method.assumed }),
    switches: [...(method.switches ?? [])],
  };
}

function fieldsOf(shape: RequestShape, prefix = ""): FieldFidelity[] {
  return Object.entries(shape).flatMap(([name, field]) => {
    const own = fieldFidelity(prefix + name, field);
    if (field.type === "group") return [own, ...fieldsOf(field.fields, `${prefix}${name}.`)];
    if (field.type === "entries") return [own, ...fieldsOf(field.fields, `${prefix}${name}[].`)];
    return [own];
  });
}

/** The forms of a field, in words. */
const TYPES: Readonly<Record<Field["type"], string>> = {
  name: "string, not empty",
  id: "string, not empty, or a whole number",
  ids: "list of strings or whole numbers",
  position: "whole number from 0, or one as a string",
  text: "string",
  flag: "true or false (1 or 0 too)",
  object: "object",
  number: "whole number from 0",
  numeric: "number, or a number as a string",
  texts: "list of strings",
  any: "anything",
  choice: "one of the values",
  choices: "list of the values, or one of them",
  group: "object",
  entries: "list of objects",
};

function fieldFidelity(name: string, field: Field): FieldFidelity {
  return {
    name,
    type: TYPES[field.type],
    required: field.required === true,
    nullable: field.nullable === true,
    ...("values" in field ? { values: [...field.values] } : {}),
    ...(field.note === undefined ? {} : { note: field.note }),
  };
}
