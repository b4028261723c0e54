import type { FastifyInstance, FastifyReply } from "fastify";
import type { Behaviours } from "../behaviours/switches.js";
import type { Faults } from "../faults/faults.js";
import { fromHere } from "../http/guard.js";
import type { RequestLog } from "../service/request-log.js";
import type { Store } from "../store/store.js";
import { splitAddress } from "../wire/names.js";
import { HTML } from "./html.js";
import { requestRows, requestView } from "./request-view.js";
import { DETAILS } from "./scripts/details.js";
import { ELEMENTS } from "./scripts/elements.js";
import { MAIN } from "./scripts/main.js";
import { REQUESTS } from "./scripts/requests.js";
import { TENANT } from "./scripts/tenant.js";
import { STYLE } from "./style.js";
import { domainView, found, tenantTree, userView } from "./tenant-view.js";

/** What the page shows. */
export interface Shown {
  store: Store;
  behaviours: Readonly<Behaviours>;
  requests: RequestLog;
  faults: Faults;
  /** Counts the changes of the store, so that the tree is sent only when it changed. */
  revision(): number;
  clock: { now(): number; readonly ahead: number };
}

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** The files of the page: path, type and text. */
const FILES = [
  ["/", "text/html", HTML],
  ["/page/style.css", "text/css", STYLE],
  ...Object.entries({ main: MAIN, elements: ELEMENTS, details: DETAILS, requests: REQUESTS, tenant: TENANT }).map(
    ([name, text]) => [`/page/${name}.js`, "text/javascript", text] as const,
  ),
] as const;

/** The page at `/`: it shows, and changes nothing. */
export function pageRoutes(server: FastifyInstance, shown: Shown): void {
  server.register(async (routes) => {
    routes.addHook("onRequest", fromHere);
    for (const [path, type, text] of FILES) routes.get(path, (_request, reply) => send(reply, type, text));
    stateRoute(routes, shown);
    tenantRoutes(routes, shown);
    routes.get<{ Params: { number: string } }>("/page/requests/:number", (request, reply) => {
      const entry = shown.requests.at(Number(request.params.number));
      return json(reply, entry && requestView(entry));
    });
  });
}

function stateRoute(routes: FastifyInstance, { store, requests, faults, clock, ...shown }: Shown): void {
  routes.get<{ Querystring: { after?: string; revision?: string } }>("/page/state", (request, reply) => {
    const { after = "0", revision } = request.query;
    return json(reply, {
      revision: shown.revision(),
      ...(revision === String(shown.revision()) ? {} : { companies: tenantTree(store) }),
      faults: faults.list(),
      requests: requestRows(requests, Number(after)),
      total: requests.total,
      now: clock.now(),
      ahead: clock.ahead,
    });
  });
}

function tenantRoutes(routes: FastifyInstance, { store, behaviours }: Shown): void {
  routes.get<{ Params: { name: string } }>("/page/domains/:name", (request, reply) => {
    const domain = store.domains.get(request.params.name);
    return json(reply, domain && domainView(domain));
  });
  routes.get<{ Params: { name: string } }>("/page/users/:name", (request, reply) => {
    const domain = store.domains.get(splitAddress(request.params.name)?.domain ?? "");
    const user = domain?.users.get(request.params.name);
    return json(reply, domain && user && userView(user, domain, store.companyOf(domain), behaviours));
  });
  routes.get<{ Querystring: { match?: string } }>("/page/find", (request, reply) =>
    json(reply, found(store, request.query.match ?? "")),
  );
}

/** Undefined: there is no such thing. This is no request of a client, so no handler that logs it answers. */
function json(reply: FastifyReply, value: object | undefined): FastifyReply {
  return send(reply.code(value ? 200 : 404), "application/json", JSON.stringify(value ?? { error: "Not Found" }));
}

function send(reply: FastifyReply, type: string, text: string): FastifyReply {
  return reply.headers(HEADERS).header("content-type", `${type}; charset=utf-8`).send(text);
}
