/** The table of requests, newest first. */
export const REQUESTS = `import { answerOf, showRequest } from "./details.js";
import { at, button, element, time } from "./elements.js";

const MOST_ROWS = 500;

/** In lower case, by row: what the filter looks at. */
const words = new Map();
let total = 0;

export function drawRequests(entries, count) {
  const body = at("requests");
  for (const entry of entries) {
    const row = rowOf(entry);
    body.prepend(row);
    filterRow(row);
  }
  while (body.childElementCount > MOST_ROWS) {
    words.delete(body.lastElementChild);
    body.lastElementChild.remove();
  }
  total = count;
  drawCount();
}

function rowOf(entry) {
  const title = entry.method || entry.line;
  const row = element("tr");
  const method = element("td");
  method.append(button(title, () => showRequest(entry.number, title)));
  for (const fault of entry.faults ?? []) method.append(element("span", fault, "tag"));
  const answer = answerOf(entry);
  row.append(element("td", time(entry.at)), method, element("td", entry.object), element("td", entry.user));
  row.append(element("td", ...answer));
  row.addEventListener("click", ({ target }) => {
    if (target.closest("button") === null) showRequest(entry.number, title);
  });
  words.set(row, [title, entry.object, entry.user, answer[0]].join(" ").toLowerCase());
  return row;
}

function filterRow(row) {
  const wanted = at("requests-filter").value.toLowerCase().split(/\\s+/);
  row.hidden = !wanted.every((word) => words.get(row).includes(word));
}

function drawCount() {
  const rows = [...at("requests").children];
  const shown = rows.filter((row) => !row.hidden).length;
  at("total").textContent = shown === rows.length ? total : shown + " of the newest " + rows.length;
  at("no-requests").textContent = rows.length === 0 ? "No request has come in yet." : "No request fits the filter.";
  at("no-requests").hidden = shown > 0;
  at("requests-table").hidden = shown === 0;
}

at("requests-filter").addEventListener("input", () => {
  for (const row of at("requests").children) filterRow(row);
  drawCount();
});
`;
