import { isIP } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import { failure } from "../service/reply.js";
import { send } from "./send.js";

/**
 * Keeps other web sites from the routes without credentials, those of the page and of control. A site in the browser of
 * the person who runs the simulator can send requests here, and can point its own name at this address.
 */
export function fromHere(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { host = "", origin } = request.headers;
  const { hostname } = URL.parse(`http://${host}`) ?? { hostname: "" };
  const named = hostname === "localhost" || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
  if (named && (origin === undefined || origin === `http://${host}`)) done();
  else send(request, reply, failure(403), Date.now());
}
