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
  if (isLocal(hostname) && (origin === undefined || origin === `${request.protocol}://${host}`)) done();
  else send(request, reply, failure(403), Date.now());
}

/**
 * Whether it is an address, or a name that no site of the Internet can have: one without a dot, as a container has it for
 * its neighbours, and the names that are set apart for this machine and for private networks (RFC 6761, ICANN).
 */
function isLocal(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, "")) !== 0 || /^[^.]+$|\.(localhost|internal)$/.test(hostname);
}
