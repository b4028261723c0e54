import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Behaviours } from "../behaviours/switches.js";
import { fidelity } from "../methods/fidelity.js";
import type { Arrival } from "../service/raw-request.js";
import { failure, type HttpAnswer, type Reply, unknownMethod, unknownPath } from "../service/reply.js";
import { bodyText, LARGEST_BODY } from "./request-body.js";
import { inTitleCase, send } from "./send.js";

/** What the transport needs of the service. */
export interface Answering {
  has(method: string): boolean;
  answer(method: string, arrival: Arrival): Reply | Promise<Reply>;
  /** Notes a request that reaches no method, and gives its answer back. `name`: the method that it names, or "". */
  unanswered(name: string, answer: HttpAnswer, arrival: Arrival): HttpAnswer;
  now(): number;
  readonly failureBody: Behaviours["failureBody"];
}

/** Statuses of requests that do not reach the service. All others from 400 to 499 become 400. */
const CLIENT_FAULTS = [413, 415];

type Answer = (request: FastifyRequest, reply: FastifyReply, answer: Reply) => FastifyReply;

/**
 * HTTP around the service (SEED-ERR): POST {base}/{method}, 200 for every well-formed call.
 *
 * @param certificate - for HTTPS. Undefined: HTTP
 * @param others - add routes that are not part of OMA
 */
export function buildServer(
  service: Answering,
  certificate?: { readonly cert: string; readonly key: string },
  others: readonly ((server: FastifyInstance) => void)[] = [],
): FastifyInstance {
  // Closing ends the idle connections that clients keep alive, instead of waiting for them.
  const server: FastifyInstance = fastify({
    https: certificate ?? null,
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
  failureRoutes(server, service, answer);
  return server;
}

function methodRoutes(server: FastifyInstance, service: Answering, answer: Answer): void {
  server.post<{ Params: { method: string } }>("/api/:method", async (request, reply) => {
    const { method } = request.params;
    const arrival = arrivalOf(request);
    if (method === "") return answer(request, reply, service.unanswered("", unknownPath(), arrival));
    return answer(request, reply, await service.answer(method, arrival));
  });
  server.route<{ Params: { method: string } }>({
    method: ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
    url: "/api/:method",
    handler: (request, reply) => {
      const { method } = request.params;
      const given = service.has(method) ? failure(405, "Methods are called with POST.") : unknownMethod();
      if (given.status === 405) reply.header("allow", "POST");
      return answer(request, reply, service.unanswered(method, given, arrivalOf(request)));
    },
  });
}

function failureRoutes(server: FastifyInstance, service: Answering, answer: Answer): void {
  server.setNotFoundHandler((request, reply) =>
    answer(request, reply, service.unanswered("", unknownPath(), arrivalOf(request))),
  );
  server.setErrorHandler<{ statusCode?: number }>(({ statusCode = 500 }, request, reply) => {
    // What breaks within a call is in the log already.
    if (statusCode < 400 || statusCode >= 500) return answer(request, reply, failure(500));
    const { method = "" } = (request.params ?? {}) as { method?: string };
    const given = failure(CLIENT_FAULTS.includes(statusCode) ? statusCode : 400);
    return answer(request, reply, service.unanswered(method, given, arrivalOf(request)));
  });
}

function arrivalOf({ ip, raw, body }: FastifyRequest): Arrival {
  return {
    source: ip,
    verb: raw.method ?? "",
    target: raw.url ?? "",
    version: raw.httpVersion,
    headers: raw.rawHeaders,
    body: typeof body === "string" ? body : undefined,
  };
}

/** Question 57: the JSON of a failure, its text alone, or nothing. */
function withFailureBody(answer: Reply, shape: Behaviours["failureBody"]): Reply {
  const { status, body } = answer;
  if (shape === "json" || status === 200 || typeof body === "string") return answer;
  return { ...answer, body: shape === "text" ? String(body.error) : "", contentType: "text/plain" };
}
