import type { Pattern } from "../../../../provider/kinds/attribute.js";
import * as patterns from "../../../../provider/kinds/shared/patterns.js";

/** Accepted and refused texts, by "Data constraints" of the OMA reference. */
const label63 = "a".repeat(63);
const longDomain = `${`${"a".repeat(39)}.`.repeat(3)}${"b".repeat(40)}`;

const table: Record<string, { pattern: Pattern; good: string[]; bad: string[] }> = {
  "a domain name": {
    pattern: patterns.domainName,
    good: ["a.b", "example.com", "EXAMPLE.Com", "xn--bcher-kva.example", "1.2", `${label63}.com`, longDomain],
    bad: [
      ...["", "com", ".com", "example.", "example..com", "-a.com", "a-.com", "a_b.com", "a b.com", "bücher.de"],
      ...[`${label63}a.com`, `${longDomain}b`, "example.com\n", "user@example.com", "*.example.com"],
    ],
  },
  "an address that OMA can create": {
    pattern: patterns.omaAddress,
    good: ["a@b.c", "ann@example.com", "Ann.Lee_x-9@Example.com", "9@b.co", `${"a".repeat(64)}@b.co`, "a.-@b.co"],
    bad: [
      ...["", "ann", "@b.co", "ann@", "ann@com", ".ann@b.co", "_ann@b.co", "-ann@b.co", "a..b@b.co", "a+b@b.co"],
      ...[`${"a".repeat(65)}@b.co`, "a b@b.co", '"a"@b.co', "a@b@c.co", "ann@b.co\n", "änn@b.co", "a@-b.co"],
    ],
  },
  "any address": {
    pattern: patterns.anyAddress,
    good: [
      "a@b.co",
      "a+b@b.co",
      "!#$&'*+-/=?^_`{|}~@b.co",
      "a.b.c@b.co",
      '"two words"@b.co',
      '"a..b@c"@b.co',
      "a.@b.co",
    ],
    bad: [
      "",
      "a",
      ".a@b.co",
      "a..b@b.co",
      "a b@b.co",
      '"a"b"@b.co',
      '"a\\b"@b.co',
      '""@b.co',
      "a@b",
      "a,b@b.co",
      "a%b@b.co",
    ],
  },
  "a wildcard address": {
    pattern: patterns.wildcardAddress,
    good: ["*", "*@example.com", "ann+@example.com", "ann*", "a%b@b.co", `"a'#@b.co`, "x".repeat(128)],
    bad: ["", "x".repeat(129), "a b@c.de", "a,b", "änn@b.co", "a(b)", "a<b>", "a\nb", "a\\b"],
  },
  "a name of a workgroup": {
    pattern: patterns.workgroupName,
    good: ["staff", "Help desk", "a", "ä".repeat(64), "a*?b"],
    bad: ["", " ", "a/b", "/", "a".repeat(65), "a\n/b"],
  },
  "a name in ASCII": {
    pattern: patterns.asciiName,
    good: ["phone", "My phone", "a/b", "~", "a".repeat(128)],
    bad: ["", " ", "é", "a\tb", "a\n", "a".repeat(129)],
  },
  "a mail header": {
    pattern: patterns.mailHeader,
    good: ["X-Spam: yes", "X:", "Subject: a: b"],
    bad: ["", "x-spam: yes", "X-Spam yes", " X-Spam: yes", "X-Spam: yes\nBcc: all@example.com"],
  },
  "a text on one line": {
    pattern: patterns.oneLine,
    good: ["", "Ann", "a: b", "münchen"],
    bad: ["Ann\n", "Ann\r\nBcc: eve@example.org", "\r"],
  },
  "the id of a company": {
    pattern: patterns.companyId,
    good: ["1234", "A-1_b"],
    bad: ["", "Lakeside Demo Mail", "Lakeside.", "12 34"],
  },
  "a whole mail": {
    pattern: patterns.wholeMail,
    good: ["Subject: News\n\nHello.", "X-Kind:x", "From: a@b.co\r\nSubject: News\r\n\r\nHello."],
    bad: ["", "Hello.", "Good news: none.", "\nSubject: News", ": News"],
  },
  "a host with or without a port": {
    pattern: patterns.hostAndPort,
    good: [
      "mx.example.com",
      "mx.example.com:25",
      "mx.example.com:65535",
      "mx.example.com:6000",
      "192.0.2.1:2525",
      "localhost",
    ],
    bad: [
      "mx.example.com:0",
      "mx.example.com:65536",
      "mx.example.com:70000",
      "-mx.example.com",
      "",
      "mx.example.com:",
      "mx.example.com:port",
      "mx example.com",
      "http://mx.example.com",
      "mx:25:25",
    ],
  },
};

describe.each(Object.entries(table))("%s", (_, { pattern, good, bad }) => {
  test.each(good)("is %j", (text) => expect(pattern.test.test(text)).toBe(true));
  test.each(bad)("is not %j", (text) => expect(pattern.test.test(text)).toBe(false));
});

test("no pattern remembers what it was asked before", () => {
  for (const { pattern } of Object.values(table)) expect(pattern.test.flags).not.toMatch(/[gy]/);
});
