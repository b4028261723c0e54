/** Every code of the lifecycle's own errors, and when it is thrown. The reference page of errors is generated from it. */
export const lifecycleErrorCodes = {
  OMA_ATTRIBUTE_MISSING: "a new object needs an attribute that the program does not declare; nothing was written",
  OMA_ATTRIBUTE_NOT_SETTABLE: "the program declares attributes that this admin may not set; nothing was written",
  OMA_CHANGE_NOT_ASKED_FOR: "adopting an object would move it, and the resource does not allow that",
  OMA_DELETE_LIMIT:
    "the run would delete more objects than `oma:deleteLimit` allows, or its deletions cannot be counted",
  OMA_DELETED_UNKNOWN: "it is not known whether a deleted object of the name of a new one can be restored",
  OMA_KIND_UNKNOWN: "the state has a kind that this release does not know",
  OMA_NAME_TAKEN: "an object cannot be renamed or created, since another object has the name",
  OMA_NOT_MOVED: "the accounts moved to another service, and the object is not there; it stays in state",
  OMA_NOT_ON_CREATE: "the program declares an attribute that a creating call does not accept",
  OMA_OBJECT_EXISTS: "the object already exists, and the program did not ask to adopt it",
  OMA_OBJECT_GONE: "somebody deleted an object of the state outside of the program",
  OMA_OBJECT_IS_ALIAS: "the name is an alias; OMA addresses objects by their real names only",
  OMA_OBJECT_LOST: "an object was missing when another object of the program got its name",
  OMA_OBJECT_MISSING: "an object that a program refers to does not exist",
  OMA_OBJECT_RESTORABLE:
    "a deleted object of the name of a new one can be restored, and nobody said whether to do that; nothing was written",
  OMA_OBJECT_SHARED: "a resource asks to adopt an object that another resource of the program holds",
  OMA_OTHER_SERVICE:
    "the state knows the object from another service than the one that the settings lead to; nothing was read or written",
  OMA_PARENT_MISSING: "the company, domain or user that the object belongs to does not exist",
  OMA_PARENT_NOT_RENAMED: "an object belongs to a user who was to be renamed and was not; nothing was written",
  OMA_PROTECTED: "`protectMailbox` keeps the account from being deleted or replaced",
  OMA_RENAME_IN_DOUBT: "it is not clear which account to rename; nothing was written",
  OMA_RENAME_INDISTINCT: "no declared attribute tells apart the accounts that exchange names; nothing was written",
  OMA_RENAME_SUSPECTED:
    "the program deletes an account and declares a new one that may be the same person's; it was not deleted",
  OMA_RESPONSE_INCOMPLETE: "a response lacks something that the provider needs",
  OMA_SECRET_UNAVAILABLE: "a secret must be written, and its text is not available",
  OMA_STATE_UNREADABLE: "another provider, or a release with another form of it, wrote the state of a resource",
  OMA_WRITE_IGNORED: "the service accepted a change, but later reads do not show it",
} as const;

export type LifecycleErrorCode = keyof typeof lifecycleErrorCodes;
