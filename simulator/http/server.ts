import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Behaviours } from "../behaviours/switches.js";
import { fidelity } from "../methods/fidelity.js";
import { failure, type Reply } from "../service/reply.js";
import { bodyText, LARGEST_BODY } from "./request-body.js";
import { inTitleCase, send } from "./send.js";

/** What the transport needs of the service. */
export interface Answering {
  has(method: string): boolean;
  answer(method: string, payload: unknown, source: string): Reply | Promise<Reply>;
  now(): number;
  readonly failureBody: Behaviours["failureBody"];
}

/** Statuses of requests that do not reach the service. All others from 400 to 499 become 400. */
const CLIENT_FAULTS = [413, 415];

type Answer = (request: FastifyRequest, reply: FastifyReply, answer: Reply) => FastifyReply;

/**
 * HTTP around the service (SEED-ERR): POST {base}/{method}, 200 for every well-formed call.
 * `others` add routes that are not part of OMA.
 */
export function buildServer(
  service: Answering,
  others: readonly ((server: FastifyInstance) => void)[] = [],
): FastifyInstance {
  // Closing ends the idle connections that clients keep alive, instead of waiting for them.
  const server = fastify({
    logger: false,
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    // Question 70: a documented base ends in a slash, so that a method follows two.
    routerOptions: { ignoreDuplicateSlashes: true },
  });
  server.addHook("onRequest", async (_request, reply) => inTitleCase(reply.raw));
  const answer: Answer = (request, reply, given) =>
    send(request, reply, withFailureBody(given, service.failureBody), service.now());

  // The body is read as text whatever its content type is, because the service answers broken JSON.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (request, body, done) => {
    const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity";
    bodyText(encoding, body as Buffer).then((text) => done(null, text), done);
  });
  methodRoutes(server, service, answer);
  server.get("/fidelity", (_request, reply) =>
    reply.header("content-type", "application/json; charset=utf-8").send(JSON.stringify(fidelity(), undefined, 2)),
  );
  for (const add of others) add(server);
  server.setNotFoundHandler((request, reply) => answer(request, reply, failure(404)));
  server.setErrorHandler(({ statusCode = 500 }: { statusCode?: number }, request, reply) => {
    const own = statusCode >= 400 && statusCode < 500;
    const status = own ? (CLIENT_FAULTS.includes(statusCode) ? statusCode : 400) : 500;
    return answer(request, reply, failure(status));
  });
  return server;
}

function methodRoutes(server: FastifyInstance, service: Answering, answer: Answer): void {
  server.post<{ Params: { method: string } }>("/api/:method", async (request, reply) => {
    const { method } = request.params;
    if (method === "") return answer(request, reply, failure(404));
    return answer(request, reply, await service.answer(method, request.body, request.ip));
  });
  server.route<{ Params: { method: string } }>({
    method: ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
    url: "/api/:method",
    handler: (request, reply) => {
      if (!service.has(request.params.method)) return answer(request, reply, failure(404));
      return answer(request, reply.header("allow", "POST"), failure(405));
    },
  });
}

/** Question 57: the JSON of a failure, its text alone, or nothing. */
function withFailureBody(answer: Reply, shape: Behaviours["failureBody"]): Reply {
  const { status, body } = answer;
  if (shape === "json" || status === 200 || typeof body === "string") return answer;
  return { ...answer, body: shape === "text" ? String(body.error) : "", contentType: "text/plain" };
}
