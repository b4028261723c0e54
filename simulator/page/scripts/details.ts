/** The dialog with one user or one request. */
export const DETAILS = `import { at, button, counted, element, part, time } from "./elements.js";

const dialog = at("details");
at("details-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

function show(title, ...content) {
  at("details-title").replaceChildren(element("span", title));
  at("details-body").replaceChildren(...content);
  if (!dialog.open) dialog.showModal();
  at("details-body").scrollTop = 0;
}

/** Pairs of a word and a value, without those that have no value. */
function facts(pairs) {
  const list = element("dl");
  for (const [name, value] of pairs) {
    if (value === null || value === undefined || value === "") continue;
    list.append(element("dt", name), element("dd", value));
  }
  return list;
}

export async function showUser(name) {
  const user = await part("users/" + encodeURIComponent(name));
  if (!user) return show(name, element("p", "The service holds no such user any more.", "empty"));
  const { messages, contacts } = user.mailbox;
  show(user.name, facts([
    ["Type", user.type],
    ["Status", user.status],
    ["Company", user.company],
    ["Role", user.role && user.role.name + " of " + user.role.objects.join(", ")],
    ["Created", new Date(user.createtime * 1000).toLocaleString()],
    ["Mailbox", counted(messages, "message") + ", " + counted(contacts, "contact")],
  ]), attributeTable(user.attributes), element("p", "Not set: " + unsetNames(user.attributes), "note"));
}

function attributeTable(attributes) {
  const table = element("table", undefined, "attributes");
  const head = element("tr");
  for (const title of ["Attribute", "Own value", "In force"]) {
    const cell = element("th", title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = element("tbody");
  for (const { name, value, effective, from } of attributes.filter(({ effective }) => !isUnset(effective))) {
    const row = element("tr", undefined, isUnset(value) ? "inherited" : "own");
    const force = element("td", shown(effective));
    if (from && from !== "own") force.append(element("span", "of the " + from, "tag"));
    row.append(element("td", name), element("td", shown(value)), force);
    body.append(row);
  }
  const top = element("thead");
  top.append(head);
  table.append(top, body);
  return table;
}

function unsetNames(attributes) {
  return attributes.filter(({ effective }) => isUnset(effective)).map(({ name }) => name).join(", ");
}

function isUnset(value) {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function shown(value) {
  if (isUnset(value)) return "not set";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

export function answerOf({ status, outcome }) {
  if (outcome === "ok") return ["ok", "ok"];
  if (outcome !== null) return ["error " + outcome, "refused"];
  return [status === 0 ? "none" : "HTTP " + status, "failed"];
}

export async function showRequest(number, title) {
  const entry = await part("requests/" + number);
  if (!entry) return show(title, element("p", "This request is not in the log any more.", "empty"));
  const [answer] = answerOf(entry);
  show(title, facts([
    ["Time", time(entry.at)],
    ["Object", entry.object],
    ["Admin", entry.user],
    ["Client", entry.client],
    ["Answer", entry.error ? answer + ": " + entry.error : answer],
    ["Faults", (entry.faults ?? []).join(", ")],
  ]), element("h3", "Request"), ...rawParts(entry.raw));
}

function rawParts(raw) {
  if (raw === undefined) return [element("p", "Only the newest requests are kept whole.", "empty")];
  const end = raw.indexOf("\\n\\n");
  const plain = (text) => {
    const made = element("pre");
    made.textContent = text;
    return made;
  };
  const body = readable(raw.slice(end + 2));
  return [plain(raw.slice(0, end)), ...(body === "" ? [] : [plain(body)])];
}

/** JSON in lines; other text as it came. */
function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function userButton(name) {
  return button(name, () => showUser(name));
}
`;
