import type { Pattern } from "../attribute.js";

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const domain = `(?=.{3,160}$)${label}(?:\\.${label})+`;

/** GUIDE data-constraints, open question 60: 3 to 160 ASCII characters, two or more labels of 1 to 63, no hyphen at a label's ends. */
export const domainName: Pattern = {
  says: "a domain name (two or more labels of letters, digits and inner hyphens, 3 to 160 characters)",
  test: new RegExp(`^${domain}$`, "i"),
  letterCase: "lowered",
  hasDomain: true,
};

/** GUIDE data-constraints, open questions 60 and 61: what OMA can create starts with a letter or digit. */
export const omaAddress: Pattern = {
  says: "an address local@domain whose local part is 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit, without two dots in a row",
  test: new RegExp(`^(?!.{65,}@)(?![^@]*\\.\\.)[a-z0-9][a-z0-9._-]*@${domain}$`, "i"),
  letterCase: "lowered",
  hasDomain: true,
};

/** GUIDE data-constraints: any address that mail can be sent to, quoted local parts included. */
export const anyAddress: Pattern = {
  says: "an e-mail address",
  test: new RegExp(`^(?:"[^"\\\\]+"|(?!\\.)(?![^@"]*\\.\\.)[a-z0-9!#$&'*+/=?^_\`{|}~.-]+)@${domain}$`, "i"),
  letterCase: "ignored",
  hasDomain: true,
};

/** GUIDE data-constraints: `*` is any characters (the @ too), `+` one character. */
export const wildcardAddress: Pattern = {
  says: "an address or wildcard address of 1 to 128 characters, such as *@example.com",
  test: /^[A-Za-z0-9!@#$%&'"*+\-/=?^_`{|}~.]{1,128}$/,
  letterCase: "ignored",
  hasDomain: true,
};

/** PHP1: the mail server that filter accounts pass mail to. */
export const hostAndPort: Pattern = {
  says: "a host name or host:port, with a port from 1 to 65535",
  test: /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::(?!0)(?:[1-5]?\d{1,4}|6(?:[0-4]\d{3}|5(?:[0-4]\d{2}|5(?:[0-2]\d|3[0-5])))))?$/,
  letterCase: "ignored",
  hasDomain: true,
};

/** SEED-GC: capital letter, anything, colon, anything. */
export const mailHeader: Pattern = {
  says: "a mail header that starts with a capital letter and holds a colon, such as X-Spam: yes",
  test: /^[A-Z].*:.*$/,
};

/** Open question 43: role objects are written domain/workgroup, so a name holds no slash; compared without regard to case. */
export const workgroupName: Pattern = {
  says: "a workgroup name of 1 to 64 characters without slash",
  test: /^(?=.*\S)[^/]{1,64}$/u,
  letterCase: "ignored",
};

/** PHP2: rulesets and App Passwords have ASCII names. No source says whether their case matters. */
export const asciiName: Pattern = {
  says: "a name of 1 to 128 printable ASCII characters",
  test: /^(?=.*\S)[\x20-\x7e]{1,128}$/,
  letterCase: "ignored",
};

/** GUIDE set_role: the service lowers domains and addresses, and compares workgroups without regard to case (question 43). */
export const roleObject: Pattern = {
  says: "the name of a company or domain, or domain/workgroup",
  test: /\S/,
  letterCase: "ignored",
};

/** A line break in a name, in a header or in front of a subject would begin another header. It comes with a text that was read from a file. */
export const oneLine: Pattern = { says: "a string on one line", test: /^[^\r\n]*$/ };

/** PHP1, GUIDE: ids, not names. Those that sources show are numbers; a name has blanks, dots or letters outside ASCII. */
export const companyId: Pattern = { says: "the id of a company, not its name", test: /^[\w-]+$/ };

/** PHP1: a bulletin is a whole mail. What has no header at its start would be read as one. */
export const wholeMail: Pattern = {
  says: 'a whole mail that begins with its headers, such as "Subject: News"',
  test: /^[!-9;-~]+:/,
};

export const notEmpty: Pattern = { says: "a string that is not empty", test: /\S/ };

/** A company, a brand or a bulletin. Whether the case of their names matters is open (question 7), or stands in no source. */
export const plainName: Pattern = {
  says: "a string on one line that is not empty",
  test: /^[^\r\n]*\S[^\r\n]*$/,
  letterCase: "ignored",
};
