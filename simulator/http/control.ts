import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Simulator } from "../api.js";
import type { Fault } from "../faults/fault.js";
import type { Snapshot } from "../persistence/snapshot.js";
import { type JsonObject, parsedObject } from "../wire/json.js";
import { fromHere } from "./guard.js";

type Controlled = Pick<
  Simulator,
  "faults" | "behaviours" | "setBehaviours" | "clock" | "requests" | "expireTokens" | "restart" | "snapshot" | "restore"
>;

/**
 * What a test in another process, or another language, can do with the simulator: the same that code can. The routes
 * need no credentials, so the option `control` must ask for them.
 */
export function controlRoutes(server: FastifyInstance, simulator: Controlled): void {
  server.register(
    async (routes) => {
      routes.addHook("onRequest", fromHere);
      routes.setErrorHandler((error: Error, _request, reply) => {
        reply.code(400).send({ error: error.message });
      });
      faultRoutes(routes, simulator);
      behaviourRoutes(routes, simulator);
      clockRoutes(routes, simulator);
      stateRoutes(routes, simulator);
      requestRoutes(routes, simulator);
    },
    { prefix: "/_sim" },
  );
}

function faultRoutes(routes: FastifyInstance, { faults }: Controlled): void {
  routes.get("/faults", () => faults.list());
  routes.post("/faults", (request, reply) => {
    const id = faults.add(objectIn(request) as unknown as Fault);
    return reply.code(201).send({ id });
  });
  routes.delete("/faults", (_request, reply) => {
    faults.clear();
    return nothing(reply);
  });
  routes.delete<{ Params: { id: string } }>("/faults/:id", (request, reply) => {
    const found = faults.remove(Number(request.params.id));
    return found ? nothing(reply) : reply.code(404).send({ error: `unknown fault \`${request.params.id}\`` });
  });
}

function behaviourRoutes(routes: FastifyInstance, simulator: Controlled): void {
  routes.get("/behaviours", () => simulator.behaviours);
  routes.put("/behaviours", (request) => {
    simulator.setBehaviours(objectIn(request));
    return simulator.behaviours;
  });
}

function clockRoutes(routes: FastifyInstance, simulator: Controlled): void {
  routes.get("/clock", () => time(simulator));
  routes.post("/clock", (request) => {
    simulator.clock.advance(numberIn(request, "advance_ms"));
    return time(simulator);
  });
}

function stateRoutes(routes: FastifyInstance, simulator: Controlled): void {
  routes.post("/tokens/expire", (_request, reply) => {
    simulator.expireTokens();
    return nothing(reply);
  });
  routes.post("/restart", (request, reply) => {
    const downMs = numberIn(request, "down_ms");
    // The answer must be sent before the connections are cut.
    reply.raw.once("finish", () => setImmediate(() => void simulator.restart({ downMs })));
    return nothing(reply);
  });
  routes.get("/snapshot", () => simulator.snapshot());
  routes.put("/snapshot", (request, reply) => {
    simulator.restore(objectIn(request) as unknown as Snapshot);
    return nothing(reply);
  });
}

function requestRoutes(routes: FastifyInstance, { requests }: Controlled): void {
  routes.get("/requests", () => requests.entries());
  routes.delete("/requests", (_request, reply) => {
    requests.clear();
    return nothing(reply);
  });
}

function time({ clock }: Controlled): JsonObject {
  return { now_ms: clock.now(), ahead_ms: clock.ahead };
}

function nothing(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}

function objectIn({ body }: FastifyRequest): JsonObject {
  const value = parsedObject(body);
  if (!value) throw new Error("the body must be a JSON object");
  return value;
}

function numberIn(request: FastifyRequest, name: string): number {
  const value = objectIn(request)[name];
  if (typeof value !== "number" || !(value >= 0)) throw new Error(`${name}: must be a number from 0`);
  return value;
}
