import fc from "fast-check";
import { kinds } from "../../../provider/kinds/index.js";
import { programName, wireName } from "../../../provider/kinds/names.js";
import { reference } from "../support/reference.js";

const { objects } = reference<{ objects: Record<string, { attributes: { name: string }[] }> }>("attributes.yaml");
const wireNames = Object.values(objects).flatMap(({ attributes }) => attributes.map(({ name }) => name));

test("every name of the wire can be reached from a program, and comes back as it was", () => {
  expect(wireNames.length).toBeGreaterThan(100);
  for (const name of wireNames) expect(wireName(programName(name))).toBe(name);
});

test("every name of a program comes back from the wire as it was", () => {
  for (const kind of Object.values(kinds)) {
    for (const name of [...Object.keys(kind.attributes), ...Object.keys(kind.computed)]) {
      expect(programName(wireName(name))).toBe(name);
    }
  }
});

test.each([
  ["serviceImap4", "service_imap4"],
  ["serviceSmtprelayWebmail", "service_smtprelay_webmail"],
  ["2faRequiredOma", "2fa_required_oma"],
  ["name", "name"],
])("%s is %s on the wire", (program, wire) => {
  expect(wireName(program)).toBe(wire);
  expect(programName(wire)).toBe(program);
});

test("the mapping loses nothing of any name that is written like those of OMA", () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const names = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join("_"));
  fc.assert(fc.property(names, (name) => wireName(programName(name)) === name));
});

test("no two attributes of a kind share a name on the wire, and none hides part of the identity or an option", () => {
  for (const kind of Object.values(kinds)) {
    const own = Object.keys(kind.attributes);
    expect(new Set(own.map(wireName)).size).toBe(own.length);
    const others = [...Object.keys(kind.identity), ...Object.keys(kind.options)];
    expect(own.filter((name) => others.includes(name))).toEqual([]);
  }
});
