import fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { failure, type HttpAnswer } from "./service.js";

/** What the transport needs of the service. */
export interface Answering {
  has(method: string): boolean;
  answer(method: string, payload: unknown): HttpAnswer;
  now(): number;
}

/** Lists of thousands of addresses fit in well. */
const LARGEST_BODY = 8 * 1024 * 1024;

/** HTTP around the service (SEED-ERR): POST {base}/{method}, 200 for whatever the outcome of a well-formed call is. */
export function buildServer(service: Answering): FastifyInstance {
  // Closing ends idle connections that clients keep alive; without that it would wait for them.
  const server = fastify({ logger: false, bodyLimit: LARGEST_BODY, forceCloseConnections: true });

  // The body is read as text whatever the client calls it, because broken JSON is for the service to answer.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));

  server.addHook("onSend", async (_request, reply) => {
    reply.header("date", new Date(service.now()).toUTCString());
  });

  const send = (reply: FastifyReply, { status, body }: HttpAnswer) => reply.code(status).send(body);

  server.post<{ Params: { method: string } }>("/api/:method", (request, reply) => {
    const { method } = request.params;
    return method === "" ? reply.callNotFound() : send(reply, service.answer(method, request.body));
  });
  server.route<{ Params: { method: string } }>({
    method: ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
    url: "/api/:method",
    handler: (request, reply) => {
      if (!service.has(request.params.method)) return send(reply, failure(404));
      return send(reply.header("allow", "POST"), failure(405));
    },
  });
  server.setNotFoundHandler((_request, reply) => send(reply, failure(404)));
  server.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return send(reply, failure(status >= 400 && status < 500 ? (status === 413 ? 413 : 400) : 500));
  });
  return server;
}
