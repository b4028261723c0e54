import { kinds } from "../../../../provider/kinds/index.js";
import { type Settable, SettableLists, settableIn } from "../../../../provider/lifecycle/writes/settable.js";
import { failureOf } from "../../support/failure.js";

const list = (...names: string[]): Settable => new Set(names);

/** A question that is answered when the test says so. */
function pending(): {
  read: () => Promise<Settable>;
  asked: () => number;
  answer: (value: Settable) => void;
  fail: (error: Error) => void;
} {
  let asked = 0;
  const settle: { resolve: (value: Settable) => void; reject: (error: Error) => void }[] = [];
  return {
    read: () => {
      asked += 1;
      return new Promise((resolve, reject) => settle.push({ resolve, reject }));
    },
    asked: () => asked,
    answer: (value) =>
      settle.forEach(({ resolve }) => {
        resolve(value);
      }),
    fail: (error) =>
      settle.forEach(({ reject }) => {
        reject(error);
      }),
  };
}

test("of many who ask at once, one asks the service", async () => {
  const lists = new SettableLists();
  const question = pending();
  const answers = Promise.all(Array.from({ length: 50 }, () => lists.learn(kinds.User, "example.com", question.read)));
  question.answer(list("name"));
  expect(new Set((await answers).flatMap((settable) => [...(settable ?? [])]))).toEqual(new Set(["name"]));
  expect(question.asked()).toBe(1);
});

test("what was learned is not asked for again, in its scope and for its kind", async () => {
  const lists = new SettableLists();
  const ask = async (kind: keyof typeof kinds, scope: string) => {
    let asked = 0;
    await lists.learn(kinds[kind], scope, async () => {
      asked += 1;
      return list("name");
    });
    return asked;
  };
  expect(await ask("User", "example.com")).toBe(1);
  expect(await ask("User", "example.com")).toBe(0);
  expect(await ask("User", "example.org")).toBe(1);
  expect(await ask("Domain", "example.com")).toBe(1);
});

test("the failure of whoever asked first is its own: the others ask for themselves", async () => {
  const lists = new SettableLists();
  const first = pending();
  const asking = failureOf(lists.learn(kinds.User, "example.com", first.read));
  const others = [1, 2].map((n) => lists.learn(kinds.User, "example.com", async () => list(`own ${n}`)));
  first.fail(new Error("refused"));
  expect((await asking).message).toBe("refused");
  expect(await Promise.all(others)).toEqual([list("own 1"), list("own 2")]);
});

test("after a failure, the next to ask is listened to", async () => {
  const lists = new SettableLists();
  await failureOf(lists.learn(kinds.User, "example.com", () => Promise.reject(new Error("refused"))));
  expect(await lists.learn(kinds.User, "example.com", async () => list("name"))).toEqual(list("name"));
  expect(await lists.learn(kinds.User, "example.com", async () => list("not asked"))).toEqual(list("name"));
});

test("a service that did not say is asked again, until it does", async () => {
  const lists = new SettableLists();
  expect(await lists.learn(kinds.User, "example.com", async () => undefined)).toBeUndefined();
  expect(await lists.learn(kinds.User, "example.com", async () => list("name"))).toEqual(list("name"));
  expect(await lists.learn(kinds.User, "example.com", async () => list("not asked"))).toEqual(list("name"));
});

describe("the list of an answer", () => {
  const read = (answer: Record<string, unknown>) => settableIn(kinds.Domain, answer, true);
  test("is read in the plural first, then in the singular", () => {
    expect(read({ settable_attributes: ["name"], settable_attribute: ["no"] })).toEqual(list("name"));
    expect(read({ settable_attribute: ["name"] })).toEqual(list("name"));
  });
  test("may use the other spelling of a name", () => {
    expect(read({ settable_attributes: ["spam_header"] })).toEqual(list("spamheader"));
  });
  test("of a missing object has what only an existing one takes too: it cannot speak of that", () => {
    const answer = { settable_attributes: ["spamlevel"] };
    expect(settableIn(kinds.Domain, answer, false)).toEqual(list("spamlevel", "catchall"));
    expect(read(answer)).toEqual(list("spamlevel"));
    expect(settableIn(kinds.User, answer, false)).toEqual(list("spamlevel"));
  });
  test("may be missing or no list, and then nothing is known", () => {
    expect(read({})).toBeUndefined();
    expect(read({ settable_attributes: "name" })).toBeUndefined();
  });
  test("may be empty, and then nothing may be set", () => {
    expect(read({ settable_attributes: [] })).toEqual(list());
  });
});
