/** Asks for what is new, and draws it. */
export const MAIN = `import { at, counted, element, part } from "./elements.js";
import { drawRequests } from "./requests.js";
import { drawTenant } from "./tenant.js";

const EVERY_MS = 1000;
let seen = 0;
let revision = "";

function drawFaults(faults) {
  at("faults").replaceChildren(...faults.map(({ fault, hits }) => {
    const { effect = "refuse", ...rest } = fault;
    const item = element("li", effect);
    const words = Object.entries(rest).map(([name, value]) => name + "\\u00a0" + value).join(", ");
    item.append(element("div", words, "note"), element("div", "hit " + counted(hits, "call"), "note"));
    return item;
  }));
  at("no-faults").hidden = faults.length > 0;
}

async function look() {
  try {
    const state = await part("state?after=" + seen + "&revision=" + revision);
    if (state.companies) drawTenant(state.companies);
    revision = String(state.revision);
    drawRequests(state.requests, state.total);
    seen = state.total;
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
