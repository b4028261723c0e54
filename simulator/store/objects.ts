import type { UserType } from "../attributes/options.js";
import type { JsonObject } from "../json.js";
import type { StoredPassword } from "../passwords.js";
import type { Role } from "../roles.js";

/**
 * What the service holds. Plain data: objects refer to each other by name, so that a state can be written out and read
 * back. Times are UNIX seconds. Lists inside `attributes` are replaced, never changed in place.
 */

export interface Brand {
  name: string;
  attributes: JsonObject;
  createtime: number;
  /** The one new brands are copied from (KB). */
  isDefault: boolean;
}

export interface Company {
  name: string;
  /** Numeric text, as domain_push_allowed wants it. */
  id: string;
  attributes: JsonObject;
  createtime: number;
  /** By name in lower case (question 7). */
  brands: Map<string, Brand>;
  deletedBrands: Brand[];
}

export interface User {
  /** Full address, lower case. */
  name: string;
  type: UserType;
  attributes: JsonObject;
  createtime: number;
  password: StoredPassword | undefined;
  role: Role | undefined;
}

export interface DeletedUser {
  id: string;
  deleteTime: number;
  user: User;
}

export interface Workgroup {
  name: string;
}

export interface Domain {
  /** Lower case. */
  name: string;
  company: string;
  attributes: JsonObject;
  createtime: number;
  /** By name in lower case (question 43). */
  workgroups: Map<string, Workgroup>;
  /** By address. */
  users: Map<string, User>;
  deletedUsers: Map<string, DeletedUser>;
}

export interface DeletedDomain {
  id: string;
  deleteTime: number;
  domain: Domain;
}
