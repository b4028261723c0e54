/** The tree of companies, domains and users, and what the filter finds in it. */
export const TENANT = `import { userButton } from "./details.js";
import { at, counted, element, part } from "./elements.js";

const AFTER_TYPING_MS = 200;

/** Which branches are open, kept over a new drawing of the tree. */
const open = new Set();
let isDrawn = false;

function branch(key, title, note, fill) {
  const details = element("details");
  const summary = element("summary");
  summary.append(element("span", title), element("span", note, "tag"));
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

export function drawTenant(companies) {
  if (!isDrawn) for (const { name } of companies) open.add("company " + name);
  isDrawn = true;
  at("tenant").replaceChildren(...companies.map((company) =>
    branch("company " + company.name, company.name, counted(company.domains.length, "domain"), (details) => {
      details.append(...company.domains.map(domainBranch));
    })));
  find();
}

function domainBranch(domain) {
  return branch("domain " + domain.name, domain.name, counted(domain.users, "user"), (inner) => drawDomain(inner, domain));
}

async function drawDomain(details, domain) {
  const view = await part("domains/" + encodeURIComponent(domain.name));
  if (!view) return;
  const list = element("ul");
  for (const alias of domain.aliases) list.append(element("li", "also " + alias, "note"));
  list.append(...view.users.map(userItem));
  if (view.total > view.users.length) list.append(element("li", "and " + (view.total - view.users.length) + " more: filter for them", "note"));
  if (view.deleted) list.append(element("li", view.deleted + " deleted", "note"));
  list.append(element("li", counted(view.workgroups.length, "workgroup") + ": " + view.workgroups.join(", "), "note"));
  details.append(list);
}

function userItem(user) {
  const item = element("li");
  item.append(userButton(user.name));
  if (user.type !== "mailbox") item.append(element("span", user.type, "tag"));
  if (user.role) item.append(element("span", user.role, "tag"));
  if (user.aliases.length) item.append(element("span", counted(user.aliases.length, "alias", "aliases"), "tag"));
  return item;
}

/** Counts the searches: an answer that a later search has overtaken is dropped. */
let searches = 0;

async function find() {
  const text = at("tenant-filter").value.trim();
  const search = ++searches;
  const result = text === "" ? undefined : await part("find?match=" + encodeURIComponent(text));
  if (search !== searches) return;
  at("tenant").hidden = result !== undefined;
  at("found").hidden = result === undefined;
  if (result) drawFound(result);
}

function drawFound({ domains, users, more }) {
  const list = element("ul");
  list.append(...users.map(userItem));
  if (more) list.append(element("li", "and more: type more of the name", "note"));
  if (domains.length + users.length === 0) list.append(element("li", "Nothing has this in its name.", "note"));
  at("found").replaceChildren(...domains.map(domainBranch), list);
}

let typed;
at("tenant-filter").addEventListener("input", () => {
  clearTimeout(typed);
  typed = setTimeout(find, AFTER_TYPING_MS);
});
`;
