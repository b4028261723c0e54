import { OmaClient } from "../../../../provider/oma/index.js";
import { startCanned } from "../../support/canned.js";
import { quick } from "../../support/context.js";

const names = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"];
const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));

afterEach(() => {
  for (const name of names) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
});

test("a service on the same machine is not called through a proxy: the password would leave it without encryption", async () => {
  const [service, proxy] = [await startCanned(() => undefined), await startCanned(() => undefined)];
  for (const name of names) delete process.env[name];
  process.env.http_proxy = new URL(proxy.base).origin;
  await new OmaClient({ base: service.base, user: "a@b.adm", password: "Canary" }, quick).call("get_domain", {
    domain: "example.com",
  });
  expect(proxy.received).toEqual([]);
  expect(service.count("get_domain")).toBe(1);
});
