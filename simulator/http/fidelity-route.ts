import type { FastifyInstance } from "fastify";
import { fidelity } from "../methods/fidelity.js";

/** What of the service stands in a source, what is assumed, and what can be switched. */
export function fidelityRoute(server: FastifyInstance): void {
  server.get("/fidelity", (_request, reply) =>
    reply.header("content-type", "application/json; charset=utf-8").send(JSON.stringify(fidelity(), undefined, 2)),
  );
}
