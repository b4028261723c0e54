/** Every code of the lifecycle's own errors, and when it is thrown. The reference page of errors is generated from it. */
export const lifecycleErrorCodes = {
  OMA_ATTRIBUTE_NOT_SETTABLE: "the program declares attributes that this admin may not set; nothing was written",
  OMA_CHANGE_NOT_ASKED_FOR: "an object that is to be adopted would be moved, and the resource does not allow that",
  OMA_DELETE_LIMIT: "the run would delete more objects than `oma:deleteLimit` allows",
  OMA_KIND_UNKNOWN: "the state has a kind that this release does not know",
  OMA_NAME_TAKEN: "an object cannot get its new name, or cannot be created, since another object has the name",
  OMA_NOT_ON_CREATE: "the program declares an attribute that a creating call does not take",
  OMA_OBJECT_EXISTS: "the object already exists, and the program did not ask to adopt it",
  OMA_OBJECT_GONE: "somebody deleted an object of the state outside of the program",
  OMA_OBJECT_IS_ALIAS: "the name is an alias; OMA addresses objects by their real names only",
  OMA_OBJECT_LOST: "an object was missing when another object of the program came to its name",
  OMA_OBJECT_MISSING: "an object that a program only refers to does not exist",
  OMA_OBJECT_SHARED: "another resource of the program holds the object that is to be adopted",
  OMA_OTHER_SERVICE: "an object is missing on a service that is not the one of the state",
  OMA_PARENT_MISSING: "the company, domain or user that the object belongs to does not exist",
  OMA_PROTECTED: "`protectMailbox` keeps the account from being deleted or replaced",
  OMA_RENAME_IN_DOUBT: "it is not clear which account is the one that is to be renamed; nothing was written",
  OMA_RENAME_INDISTINCT: "accounts that are to exchange names cannot be told apart; nothing was written",
  OMA_RESPONSE_INCOMPLETE: "a response lacks what the provider has to know",
  OMA_SECRET_UNAVAILABLE: "a secret has to be written, and its text cannot be had",
  OMA_WRITE_IGNORED: "the service accepted a change, and later reads do not show it",
} as const;

export type LifecycleErrorCode = keyof typeof lifecycleErrorCodes;
