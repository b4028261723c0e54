import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { closeAtEnd } from "./closing.js";

/** A stand-in address for a service, through which a test sees every answer and can lose some. */
export interface Relay {
  readonly url: string;
  /** From now on nobody can connect. */
  unplug(): Promise<void>;
}

/**
 * @param onAnswer sees each answer of the service; when it gives false, the connection breaks instead of passing it on.
 */
export async function startRelay(
  target: string,
  onAnswer: (answer: Readonly<Record<string, unknown>>, method: string) => boolean | Promise<boolean>,
): Promise<Relay> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const method = request.url?.split("/").at(-1) ?? "";
    const body = { method: "POST", body: Buffer.concat(chunks), headers: { "content-type": "application/json" } };
    const answer = await fetch(`${target}/${method}`, body);
    const text = await answer.text();
    if (!(await onAnswer(JSON.parse(text), method))) return response.destroy();
    const date = answer.headers.get("date") ?? "";
    response.writeHead(answer.status, { "content-type": "application/json", date }).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const unplug = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  closeAtEnd(unplug);
  return { url: `http://127.0.0.1:${port}/api`, unplug };
}
