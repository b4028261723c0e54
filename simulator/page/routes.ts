import type { FastifyInstance, FastifyReply } from "fastify";
import type { Faults } from "../faults/faults.js";
import { fromHere } from "../http/guard.js";
import type { RequestLog } from "../service/request-log.js";
import type { Store } from "../store/store.js";
import { HTML } from "./html.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";
import { domainView, tenantTree } from "./tree.js";

/** What the page shows. */
export interface Shown {
  store: Store;
  requests: RequestLog;
  faults: Faults;
  /** Counts the changes of the store, so that the tree is sent only when it changed. */
  revision(): number;
  clock: { now(): number; readonly ahead: number };
}

/** The newest requests. More than anybody reads in a second. */
const MOST_ENTRIES = 200;

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** The page at `/`: it shows, and changes nothing. */
export function pageRoutes(server: FastifyInstance, shown: Shown): void {
  server.register(async (routes) => {
    routes.addHook("onRequest", fromHere);
    const text = (reply: FastifyReply, type: string, body: string) =>
      reply.headers(HEADERS).header("content-type", `${type}; charset=utf-8`).send(body);
    routes.get("/", (_request, reply) => text(reply, "text/html", HTML));
    routes.get("/page/style.css", (_request, reply) => text(reply, "text/css", STYLE));
    routes.get("/page/script.js", (_request, reply) => text(reply, "text/javascript", SCRIPT));

    routes.get<{ Querystring: { after?: string; revision?: string } }>("/page/state", (request, reply) => {
      const { after = "0", revision } = request.query;
      const state = {
        revision: shown.revision(),
        ...(revision === String(shown.revision()) ? {} : { companies: tenantTree(shown.store) }),
        faults: shown.faults.list(),
        requests: shown.requests.since(Number(after)).slice(-MOST_ENTRIES),
        total: shown.requests.total,
        now: shown.clock.now(),
        ahead: shown.clock.ahead,
      };
      return text(reply, "application/json", JSON.stringify(state));
    });
    routes.get<{ Params: { name: string } }>("/page/domains/:name", (request, reply) => {
      const domain = shown.store.domains.get(request.params.name);
      if (!domain) return reply.callNotFound();
      return text(reply, "application/json", JSON.stringify(domainView(domain)));
    });
  });
}
