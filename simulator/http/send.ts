import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { gzipSync } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Delivery, type Reply, textOf } from "../service/reply.js";

/** Bytes. Below this, compressing costs more than it saves. */
const WORTH_PACKING = 1024;

export function send(request: FastifyRequest, reply: FastifyReply, answer: Reply, now: number): FastifyReply {
  const { status, body, contentType = "application/json; charset=utf-8", delivery } = answer;
  const text = textOf(body);
  const headers = { date: new Date(now).toUTCString(), "content-type": contentType };
  if (delivery) {
    reply.hijack();
    const bytes = Buffer.from(text);
    const { socket } = request.raw;
    void deliver(reply.raw, socket, status, { ...headers, "content-length": bytes.length }, bytes, delivery);
    return reply;
  }
  reply.code(status).headers(headers);
  if (text.length < WORTH_PACKING) return reply.send(text);
  reply.header("vary", "accept-encoding");
  if (!acceptsGzip(request.headers["accept-encoding"])) return reply.send(text);
  return reply.header("content-encoding", "gzip").send(gzipSync(text, { level: 1 }));
}

/** Takes the socket of the request: the response has none while an earlier response is sent on the same connection. */
async function deliver(
  response: ServerResponse,
  socket: Socket,
  status: number,
  headers: Record<string, string | number>,
  bytes: Buffer,
  delivery: Delivery,
): Promise<void> {
  switch (delivery.kind) {
    case "reset":
      // Node cannot reset a connection under TLS. It ends in the middle, which a client sees as a reset too.
      if (socket instanceof TLSSocket) socket.destroy();
      else socket.resetAndDestroy();
      return;
    case "half":
      response.writeHead(status, headers);
      response.write(bytes.subarray(0, bytes.length >> 1), () => socket.destroy());
      return;
    case "slow":
      response.writeHead(status, headers);
      for (let from = 0; from < bytes.length && !socket.destroyed; from += delivery.bytes) {
        if (from > 0) await sleep(delivery.everyMs, undefined, { ref: false });
        response.write(bytes.subarray(from, from + delivery.bytes));
      }
      response.end();
  }
}

/** Whether the header names gzip, and not with the weight 0. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  const offers = String(header ?? "")
    .toLowerCase()
    .split(",");
  return offers.some((offer) => {
    const [coding, ...parameters] = offer.split(";").map((part) => part.trim());
    return coding === "gzip" && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/**
 * Lets a response spell the names of its headers with capitals (question 68): a client in use decodes JSON only where a header
 * is spelled exactly `Content-Type`.
 */
export function inTitleCase(response: ServerResponse): void {
  const write = response.writeHead.bind(response);
  response.writeHead = ((status: number, headers: Readonly<Record<string, string | number | string[]>> = {}) =>
    write(
      status,
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [titleCase(name), value])),
    )) as typeof response.writeHead;
}

function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
