/**
 * What the sources leave open, as switches. Each default is the conservative reading; the number is that of the open
 * question in the project's OMA reference. A program that must work against the real service should work with every
 * setting below.
 */
export interface Behaviours {
  /** Question 6: whether a brand that only a company carries counts as in use (14). */
  brandInUseByCompany: boolean;
  /** Question 8: the answer to reading or changing a company that does not exist. LIVE saw 9. */
  missingCompany: 9 | 2;
  /** Question 9: the answer to a user call whose domain does not exist. LIVE saw 9 on get_user. */
  missingUserDomain: 9 | 2;
  /** Question 10: how an attribute without a value is returned. */
  unsetAttributes: "null" | "absent";
  /** Question 11: whether attributes show an inherited value in place of the unset own one. */
  inheritedInAttributes: boolean;
  /** Question 13: whether get_domain returns the attribute `company`. */
  domainShowsCompany: boolean;
  /** Question 14: the answer to get_domain and get_user by an alias name. */
  aliasRead: 3 | 2;
  /** Question 16: the greatest page of a search, also when no limit is given; null means all rows. */
  pageLimit: number | null;
  /** Question 17: whether the numbers of attributes and times come as numbers or as text. */
  numbers: "number" | "text";
  /** Question 18: whether lists inside attributes come back as given or in another (here: reversed) order. */
  listOrder: "given" | "shuffled";
  /** Questions 19, 20: the number of a name clash outside create_only (workgroup, rename, restore, aliases). */
  createClash: 7 | 8;
  /** Question 21: whether soft-deleted users keep a domain from being deleted (10). */
  deletedUsersBlockDomain: boolean;
  /** GUIDE: how long a deleted user can be brought back. */
  userRestoreDays: number;
  /** Question 25: the same for domains. */
  domainRestoreDays: number;
  /** Question 30: what an empty text becomes. */
  emptyText: "kept" | "null";
  /** Question 31: whether a mailbox needs a password to be created (6 without). */
  passwordRequiredForMailbox: boolean;
  /** Question 34: whether an existing user may change its type (6 otherwise). */
  typeChange: "allowed" | "refused";
  /** Question 36: delivery_forward without recipients. */
  forwardWithoutRecipients: "refused" | "accepted";
  /** Question 42: name of the workgroup that every new domain starts with. */
  initialWorkgroup: string;
  /** Question 44: the answer to putting a user into a workgroup that does not exist. */
  missingWorkgroup: 6 | 2;
  /** Question 50 (KB: resellers cannot manage it): whether smtp_sent_limit can be set at all; 4 when not. */
  smtpSentLimit: "refused" | "settable";
  /** Question 53: the answer to an expired token. */
  expiredToken: 39 | 1;
  /** Which spelling of the list get_company and get_domain send; the sources print both. */
  settableSpelling: "plural" | "singular";
  /** KB: the role `company` is given by OpenSRS support only; the guide lists it as a value of set_role. */
  companyRoleBySetRole: "refused" | "allowed";
  /** Credentials that are missing, of the wrong type, or with none or both of password and token: HTTP 400, or a number. */
  malformedCredentials: "http400" | 1 | 5;
}

export const DEFAULT_BEHAVIOURS: Readonly<Behaviours> = {
  brandInUseByCompany: true,
  missingCompany: 9,
  missingUserDomain: 9,
  unsetAttributes: "null",
  inheritedInAttributes: false,
  domainShowsCompany: false,
  aliasRead: 3,
  pageLimit: null,
  numbers: "number",
  listOrder: "given",
  createClash: 7,
  deletedUsersBlockDomain: false,
  userRestoreDays: 30,
  domainRestoreDays: 30,
  emptyText: "kept",
  passwordRequiredForMailbox: true,
  typeChange: "allowed",
  forwardWithoutRecipients: "refused",
  initialWorkgroup: "staff",
  missingWorkgroup: 6,
  smtpSentLimit: "refused",
  expiredToken: 39,
  settableSpelling: "plural",
  companyRoleBySetRole: "refused",
  malformedCredentials: "http400",
};
