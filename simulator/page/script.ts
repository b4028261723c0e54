/** What a request contains is shown as text, never as markup. */
export const SCRIPT = `"use strict";
const MOST_ROWS = 500;
const EVERY_MS = 1000;
let seen = 0;
let revision = "";

const at = (id) => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function counted(number, word) {
  return number + " " + word + (number === 1 ? "" : "s");
}

function time(ms) {
  return new Date(ms).toLocaleTimeString([], { hour12: false });
}

/** Which branches are open, kept over a new drawing of the tree. */
const open = new Set();

function branch(key, title, note, fill) {
  const details = element("details");
  const summary = element("summary", title);
  summary.append(element("span", note, "tag"));
  details.append(summary);
  details.addEventListener("toggle", () => {
    if (details.open) {
      open.add(key);
      if (details.childElementCount === 1) fill(details);
    } else open.delete(key);
  });
  details.open = open.has(key);
  return details;
}

function drawTenant(companies) {
  if (revision === "") for (const { name } of companies) open.add("company " + name);
  at("tenant").replaceChildren(...companies.map((company) =>
    branch("company " + company.name, company.name, counted(company.domains.length, "domain"), (details) => {
      details.append(...company.domains.map((domain) =>
        branch("domain " + domain.name, domain.name, counted(domain.users, "user"), (inner) => drawDomain(inner, domain))));
    })));
}

async function drawDomain(details, domain) {
  const response = await fetch("/page/domains/" + encodeURIComponent(domain.name));
  if (!response.ok) return;
  const { users, total, deleted, workgroups } = await response.json();
  const list = element("ul");
  for (const alias of domain.aliases) list.append(element("li", "also " + alias, "note"));
  for (const user of users) {
    const item = element("li", user.name);
    if (user.type !== "mailbox") item.append(element("span", user.type, "tag"));
    if (user.role) item.append(element("span", user.role, "tag"));
    if (user.aliases.length) item.append(element("span", counted(user.aliases.length, "alias").replace("aliass", "aliases"), "tag"));
    list.append(item);
  }
  if (total > users.length) list.append(element("li", "and " + (total - users.length) + " more", "note"));
  if (deleted) list.append(element("li", deleted + " deleted", "note"));
  list.append(element("li", counted(workgroups.length, "workgroup") + ": " + workgroups.join(", "), "note"));
  details.append(list);
}

function answerOf({ status, outcome }) {
  if (outcome === "ok") return ["ok", "ok"];
  if (outcome !== null) return ["error " + outcome, "refused"];
  return [status === 0 ? "none" : "HTTP " + status, "failed"];
}

function drawRequests(requests) {
  const body = at("requests");
  for (const entry of requests) {
    const row = element("tr");
    const method = element("td", entry.method);
    for (const fault of entry.faults ?? []) method.append(element("span", fault, "tag"));
    row.append(element("td", time(entry.at)), method, element("td", entry.object), element("td", entry.user));
    row.append(element("td", ...answerOf(entry)));
    row.title = JSON.stringify({ ...entry.fields, attributes: entry.attributes });
    body.prepend(row);
  }
  while (body.childElementCount > MOST_ROWS) body.lastElementChild.remove();
  at("no-requests").hidden = body.childElementCount > 0;
}

function drawFaults(faults) {
  at("faults").replaceChildren(...faults.map(({ fault, hits }) => {
    const { effect = "refuse", ...rest } = fault;
    const item = element("li", effect);
    const words = Object.entries(rest).map(([name, value]) => name + " " + value).join(", ");
    item.append(element("div", words, "note"), element("div", "hit " + counted(hits, "call"), "note"));
    return item;
  }));
  at("no-faults").hidden = faults.length > 0;
}

async function look() {
  try {
    const response = await fetch("/page/state?after=" + seen + "&revision=" + revision);
    const state = await response.json();
    if (state.companies) drawTenant(state.companies);
    revision = String(state.revision);
    drawRequests(state.requests);
    seen = state.total;
    at("total").textContent = seen;
    drawFaults(state.faults);
    const ahead = state.ahead ? ", moved ahead by " + Math.round(state.ahead / 1000) + " s" : "";
    at("status").textContent = "Running. Its clock says " + new Date(state.now).toLocaleString() + ahead;
  } catch {
    at("status").textContent = "It does not answer";
  }
  setTimeout(look, EVERY_MS);
}

look();
`;
