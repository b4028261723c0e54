import { kinds } from "../../../provider/kinds/index.js";
import { lifecycleErrorCodes } from "../../../provider/lifecycle/errors/codes.js";
import * as errors from "../../../provider/lifecycle/errors/index.js";
import type { State } from "../../../provider/lifecycle/state/state.js";
import { OmaApiError, OmaError } from "../../../provider/oma/index.js";

const ann = "ann@example.com";
const refusal = (number: number) =>
  new OmaApiError(number, "No.", { method: "change_user", object: ann, remedy: "Correct it." }, {}, {});

/** What is made, its code, what it says of the object, and words of what the operator can do. */
const cases: [() => OmaError, string, string, RegExp][] = [
  [
    () => new errors.AliasError("Domain", "a.example"),
    "OMA_OBJECT_IS_ALIAS",
    "a.example: the name is an alias of another domain.",
    /real name/,
  ],
  [
    () => new errors.DeleteLimitError("User", ann, 3),
    "OMA_DELETE_LIMIT",
    `${ann}: User was not deleted: this run has deleted 3, the most that oma:deleteLimit allows.`,
    /preview.*set OMA_DELETE_LIMIT/,
  ],
  [
    () => new errors.DeletionsUncountedError("User", ann, "/home/ci/.pulumi/oma-runs cannot be used (EACCES)"),
    "OMA_DELETE_LIMIT",
    `${ann}: User was not deleted: the deletions of this run cannot be counted, since /home/ci/.pulumi/oma-runs cannot be used (EACCES).`,
    /writable, or remove oma:deleteLimit/,
  ],
  [
    () => new errors.HandOverError("/home/ci/.pulumi/oma-handoff.key"),
    "OMA_SECRET_UNAVAILABLE",
    "/home/ci/.pulumi/oma-handoff.key: the key does not decrypt a secret of the program; nothing was written.",
    /Run this again.*remove the file/,
  ],
  [
    () => new errors.OtherServiceError("User", ann, "https://one.example", "https://two.example"),
    "OMA_OTHER_SERVICE",
    `${ann}: the state knows this user from https://one.example, and the settings lead to https://two.example; nothing was read or written.`,
    /oma:endpoint.*OMA_MOVED_FROM=https:\/\/one\.example pulumi refresh --run-program/,
  ],
  [
    () => new errors.NotMovedError("User", ann, "https://two.example"),
    "OMA_NOT_MOVED",
    `${ann}: the accounts moved to https://two.example, and this user is not there; it stays in state.`,
    /OMA_MOVED_FROM.*pulumi state delete/,
  ],
  [
    () => new errors.ExistsError("User", ann, 23),
    "OMA_OBJECT_EXISTS",
    `${ann}: User already exists and was not changed.`,
    /adopt: true/,
  ],
  [
    () => new errors.ExistsError("AppPassword", ann, undefined, false),
    "OMA_OBJECT_EXISTS",
    `${ann}: AppPassword already exists and was not changed.`,
    /remove the existing one/,
  ],
  [
    () => new errors.GoneError("User", ann),
    "OMA_OBJECT_GONE",
    `${ann}: User no longer exists: somebody deleted it outside of this program.`,
    /pulumi up --refresh/,
  ],
  [
    () =>
      new errors.MissingAttributeError("User", ann, {
        attribute: "password",
        reason: "it needs one",
        remedy: "Declare it",
      }),
    "OMA_ATTRIBUTE_MISSING",
    `${ann}: password is missing: it needs one; nothing was written.`,
    /^Declare it on the resource\. There is no User of this name to adopt\.$/m,
  ],
  [
    () => new errors.MissingReferenceError(ann, "objects", "Domain", "example.com"),
    "OMA_OBJECT_MISSING",
    `${ann}: objects names the domain example.com, which does not exist.`,
    /Declare example.com first/,
  ],
  [
    () => new errors.RestorableError(kinds.User, ann, { id: "1", deletedAt: 1_700_000_000 }),
    "OMA_OBJECT_RESTORABLE",
    `${ann}: a User of this name, deleted 2023-11-14 22:13 UTC, can be restored until 2023-12-14 22:13 UTC; nothing was written.`,
    /restoreDeleted: true .* with its mail\..*restoreDeleted: false .*oma:restoreDeleted/,
  ],
  [
    () => new errors.RestorableError(kinds.User, ann, { id: "1", deletedAt: undefined }),
    "OMA_OBJECT_RESTORABLE",
    `${ann}: a User of this name can be restored; nothing was written.`,
    /restoreDeleted: true/,
  ],
  [
    () => new errors.RestorableError(kinds.Domain, "a.example", { id: "1", deletedAt: 1_700_000_000 }),
    "OMA_OBJECT_RESTORABLE",
    "a.example: a Domain of this name, deleted 2023-11-14 22:13 UTC, can be restored; nothing was written.",
    /with its settings, after which its deleted accounts can be restored too\./,
  ],
  [
    () => new errors.DeletedUnknownError("User", ann, refusal(9)),
    "OMA_DELETED_UNKNOWN",
    `${ann}: change_user: whether a deleted User of this name can be restored is not known, since the service refused the search with 9 (No.); nothing was written.`,
    /admin who may search there\..*restoreDeleted: false .*oma:restoreDeleted to ignore/,
  ],
  [
    () => new errors.DeletedLagError("User", ann, "deleted"),
    "OMA_DELETED_UNKNOWN",
    `${ann}: this run deleted the User of this name, and the service does not list it yet among those that it can restore; nothing was written.`,
    /restoreDeleted: true .* false /,
  ],
  [
    () => new errors.DeletedLagError("User", ann, "restored"),
    "OMA_DELETED_UNKNOWN",
    `${ann}: the service restored the User, but does not report it yet.`,
    /adopt: true/,
  ],
  [() => new errors.MissingError("User", ann), "OMA_OBJECT_MISSING", `${ann}: User does not exist.`, /Check the name/],
  [
    () => new errors.LostError("User", ann, "anne@example.com"),
    "OMA_OBJECT_LOST",
    `${ann}: User may no longer exist: its name now belongs to another resource in this program.`,
    /pulumi up --refresh. It creates anne@example.com.*renamed ann@example.com.*adopt: true/,
  ],
  [
    () => new errors.NameTakenError(ann, "anne@example.com", "which already exists", "Choose another name.", 7),
    "OMA_NAME_TAKEN",
    `${ann}: cannot be renamed to anne@example.com, which already exists.`,
    /Choose another name/,
  ],
  [
    () => new errors.ParentNotRenamedError("Role", ann, "anne@example.com"),
    "OMA_PARENT_NOT_RENAMED",
    `${ann}: Role cannot become anne@example.com, since the user was not renamed; nothing was written.`,
    /Correct the rename/,
  ],
  [
    () => new errors.NotSettableError(ann, ["quota", "type"]),
    "OMA_ATTRIBUTE_NOT_SETTABLE",
    `${ann}: the admin may not set quota, type; nothing was written.`,
    /higher role/,
  ],
  [
    () => new errors.ParentMissingError("User", ann, "Domain", "example.com"),
    "OMA_PARENT_MISSING",
    `${ann}: User needs domain example.com, which does not exist.`,
    /Declare example.com first/,
  ],
  [
    () => new errors.OnDeleteRefusedError(ann, "suspend", refusal(9)),
    refusal(9).code,
    `${ann}: onDelete: "suspend" was not carried out: the service refused the change (9).`,
    /pulumi state delete/,
  ],
  [
    () => new errors.ProtectedError("User", ann, "deleted"),
    "OMA_PROTECTED",
    `${ann}: User is protected by protectMailbox and was not deleted.`,
    /protectMailbox: false.*pulumi up --target.*pulumi state delete/,
  ],
  [
    () => new errors.ProtectedError("User", ann, "replaced"),
    "OMA_PROTECTED",
    `${ann}: User is protected by protectMailbox and was not replaced.`,
    /protectMailbox: false/,
  ],
  [
    () => new errors.RenameDoubtError("User", ann, "anne@example.com", "missing"),
    "OMA_RENAME_IN_DOUBT",
    `${ann}: User was not renamed to anne@example.com: it is missing, and anne@example.com exists; nothing was written.`,
    /renamed ann@example.com.*oma recover.*anne@example.com.*pulumi up --refresh/,
  ],
  [
    () => new errors.RenameDoubtError("User", ann, "anne@example.com", "shared"),
    "OMA_RENAME_IN_DOUBT",
    `${ann}: User was not renamed to anne@example.com: another resource in this program has adopted it, or now has its name; nothing was written.`,
    /whose account ann@example.com is.*pulumi state delete.*without that adopt/,
  ],
  [
    () => new errors.RenameDoubtError("User", ann, "anne@example.com", "replaced"),
    "OMA_RENAME_IN_DOUBT",
    `${ann}: User was not renamed to anne@example.com: the account that has its name now was created at another time than the one in state; nothing was written.`,
    /oma recover.*pulumi state delete.*declare ann@example.com with adopt: true.*creates a new anne@example.com/,
  ],
  [
    () => new errors.RenameSuspectedError("User", ann, "anne@example.com", "name"),
    "OMA_RENAME_SUSPECTED",
    `${ann}: User was not deleted: the program declares a new anne@example.com with the same name, so this may be a rename.`,
    /take the edit back .* deletes anne@example.com again.*aliases: \[\{ name: .*pulumi destroy --target/,
  ],
  [
    () => new errors.RenameIndistinctError(ann, [ann, "bob@example.com"]),
    "OMA_RENAME_INDISTINCT",
    `${ann}: the accounts ${ann}, bob@example.com exchange names, and no declared attribute tells them apart; nothing was written.`,
    /pulumi up --refresh.*different name/,
  ],
  [
    () => new errors.SharedError("User", ann),
    "OMA_OBJECT_SHARED",
    `${ann}: User already belongs to another resource in this program and was not changed.`,
    /Declare each object once/,
  ],
  [
    () => new errors.WriteIgnoredError("User", ann, ["quota", "type"], true),
    "OMA_WRITE_IGNORED",
    `${ann}: the service accepted the change but still reports a different value for quota, type.`,
    /fits the object's type/,
  ],
  [
    () => new errors.WriteIgnoredError("User", ann, ["quota", "type"], false),
    "OMA_WRITE_IGNORED",
    `${ann}: the service accepted the change but does not report the User with quota, type.`,
    /oma:verifyWrites/,
  ],
  [
    () => new errors.NotOnCreateError("a.example", ["catchall"]),
    "OMA_NOT_ON_CREATE",
    "a.example: catchall cannot be set on a new object; nothing was written.",
    /the program/,
  ],
  [
    () => new errors.ChangeNotAskedForError("a.example", "company", "Lakeside", "allowMove"),
    "OMA_CHANGE_NOT_ASKED_FOR",
    'a.example: company is "Lakeside"; nothing was written.',
    /allowMove: true/,
  ],
  [
    () => new errors.NameHeldError(ann),
    "OMA_NAME_TAKEN",
    `${ann}: this program renames the account that has this name, but it was not renamed; nothing was written.`,
    /--parallel 2/,
  ],
  [
    () => new errors.SecretUnavailableError(ann, "password", "password cannot be had", "Declare it."),
    "OMA_SECRET_UNAVAILABLE",
    `${ann}: password cannot be had.`,
    /Declare it/,
  ],
  [
    () => new errors.ResponseIncompleteError(ann, "get_user", "the response has no attributes", "Run again."),
    "OMA_RESPONSE_INCOMPLETE",
    `${ann}: get_user: the response has no attributes.`,
    /Run again/,
  ],
];

test("every code of the lifecycle's table is one that an error has", () => {
  // They concern a state rather than an object.
  const ofState = [new errors.UnknownKindError("Mailbox"), new errors.StateUnreadableError("it is odd", "Mend it.")];
  const thrown = new Set<string>([...cases.map(([, code]) => code), ...ofState.map(({ code }) => code)]);
  // Some errors have the code of the service's refusal.
  expect(Object.keys(lifecycleErrorCodes).filter((code) => !thrown.has(code))).toEqual([]);
});

test.each(cases.map(([make, ...words]) => [...words, make] as const))(
  "%s says what happened to which object, and what to do: %s",
  (code, first, remedy, make) => {
    const error = make();
    expect({ code: error.code, line: error.message.split("\n")[0] }).toEqual({ code, line: first });
    expect(first.startsWith(`${error.object}: `)).toBe(true);
    expect(error.remedy).toMatch(remedy);
  },
);

test("errors about attributes name them where programs look for them", () => {
  expect(new errors.NotSettableError(ann, ["quota", "type"]).attribute).toBe("quota, type");
  expect(new errors.WriteIgnoredError("User", ann, ["quota", "type"], true).attribute).toBe("quota, type");
});

test("the number of the service stays known where there is one", () => {
  expect(new errors.AliasError("User", ann).number).toBe(3);
  expect(new errors.ExistsError("User", ann, 23).number).toBe(23);
  expect(new errors.NameTakenError(ann, "anne@example.com", "which already exists", "", 7).number).toBe(7);
});

describe("a refused value", () => {
  const line = (reasons: string[]) =>
    new errors.AttributeError(ann, ["quota", "type"], reasons, refusal(6)).message.split("\n")[0];

  test("is told with the service's words and its reasons, if it gave any", () => {
    expect(line([])).toBe(`${ann}: change_user: OMA refused quota, type with 6 (No.).`);
    expect(line(["quota: too big", "odd"])).toBe(
      `${ann}: change_user: OMA refused quota, type with 6 (No.) [quota: too big; odd]`,
    );
  });

  test("keeps what the service said as its cause, and its remedy", () => {
    const cause = refusal(6);
    const error = new errors.AttributeError(ann, ["quota", "type"], [], cause);
    expect(error).toMatchObject({ attribute: "quota, type", method: "change_user", number: 6, code: cause.code });
    expect(error.remedy).toBe(cause.remedy);
    expect(error.cause).toBe(cause);
  });
});

test.each([
  [2, 2, ": 2 of at most 2"],
  [undefined, 2, ""],
  [2, undefined, ""],
])("a limit is told with its numbers where both are known: %s of %s", (present, most, numbers) => {
  const error = new errors.LimitError(ann, "aliases", present, most, refusal(16));
  expect(error.message.split("\n")[0]).toBe(`${ann}: change_user: OMA answered 16 (No.)${numbers}.`);
  expect(error).toMatchObject({ object: ann, attribute: "aliases", method: "change_user", number: 16 });
  expect(error.remedy).toBe(refusal(16).remedy);
});

test.each<[string | errors.Inside, string]>([
  ["it is in use", "since it is in use"],
  [{ total: 0, first: [] }, "and no search shows why"],
  [{ total: 2, first: ["a", "b"] }, "because of 2: a, b"],
  [{ total: 5, first: ["a", "b"] }, "because of 5: a, b and 3 more"],
])("a delete that is refused for good says why: %j", (why, words) => {
  const error = new errors.BlockedError("Domain", "a.example", refusal(10), why, "Empty it.");
  expect(error.message.split("\n")[0]).toBe(`a.example: Domain cannot be deleted (10), ${words}.`);
  expect(error).toMatchObject({ code: refusal(10).code, number: 10, remedy: "Empty it." });
});

test("a change that was carried out in part says what went wrong, and carries what holds now", () => {
  const cause = new OmaError("OMA_X", "it went wrong");
  const state = { identity: { user: ann } } as unknown as State;
  const error = new errors.PartialError(state, "https://one.example", cause);
  expect(error).toMatchObject({ name: "PartialError", message: cause.message, service: "https://one.example" });
  expect(error.state).toBe(state);
  expect(error.cause).toBe(cause);
});
