import fastify, { type FastifyInstance } from "fastify";
import { bodyText, LARGEST_BODY } from "./http/request-body.js";
import { send } from "./http/send.js";
import type { Reply } from "./reply.js";
import { failure } from "./service.js";

/** What the transport needs of the service. */
export interface Answering {
  has(method: string): boolean;
  answer(method: string, payload: unknown, source: string): Reply | Promise<Reply>;
  now(): number;
}

/** Statuses that a request can earn before it gets to the service; any other of them is a plain 400. */
const CLIENT_FAULTS = [413, 415];

/**
 * HTTP around the service (SEED-ERR): POST {base}/{method}, 200 for whatever the outcome of a well-formed call is.
 * `others` are paths that are no part of OMA.
 */
export function buildServer(
  service: Answering,
  others: readonly ((server: FastifyInstance) => void)[] = [],
): FastifyInstance {
  // Closing ends idle connections that clients keep alive; without that it would wait for them.
  const server = fastify({ logger: false, bodyLimit: LARGEST_BODY, forceCloseConnections: true });

  // The body is read as text whatever the client calls it, because broken JSON is for the service to answer.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (request, body, done) => {
    const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity";
    bodyText(encoding, body as Buffer).then((text) => done(null, text), done);
  });

  server.post<{ Params: { method: string } }>("/api/:method", async (request, reply) => {
    const { method } = request.params;
    if (method === "") return send(request, reply, failure(404), service.now());
    return send(request, reply, await service.answer(method, request.body, request.ip), service.now());
  });
  server.route<{ Params: { method: string } }>({
    method: ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
    url: "/api/:method",
    handler: (request, reply) => {
      if (!service.has(request.params.method)) return send(request, reply, failure(404), service.now());
      return send(request, reply.header("allow", "POST"), failure(405), service.now());
    },
  });
  for (const add of others) add(server);
  server.setNotFoundHandler((request, reply) => send(request, reply, failure(404), service.now()));
  server.setErrorHandler(({ statusCode = 500 }: { statusCode?: number }, request, reply) => {
    const own = statusCode >= 400 && statusCode < 500;
    const status = own ? (CLIENT_FAULTS.includes(statusCode) ? statusCode : 400) : 500;
    return send(request, reply, failure(status), service.now());
  });
  return server;
}
