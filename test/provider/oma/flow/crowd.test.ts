import { OmaClient, OmaCredentialsError } from "../../../../provider/oma/index.js";
import { json, refusal, startCanned } from "../../support/canned.js";
import { quick } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { admin, startService } from "../../support/service.js";

const read = (oma: OmaClient) => oma.call("get_domain", { domain: "example.com" });

test("10,000 callers at once with a token that runs out: one authentication", async () => {
  let issued = 0;
  let valid = 0;
  const service = await startCanned(({ method, body }) => {
    if (method === "authenticate") {
      issued += 1;
      valid = issued;
      return json({ success: true, session_token: `token ${issued}` });
    }
    return body.credentials.token === `token ${valid}` ? undefined : refusal(39, "expired");
  });
  const oma = new OmaClient({ base: service.base, ...admin }, quick);
  await read(oma);
  valid = 0;
  await Promise.all(Array.from({ length: 10_000 }, () => read(oma)));
  expect(issued).toBe(2);
});

test("1,000 callers with a wrong password: two requests at most, and the same words for all", async () => {
  const service = await startService();
  const oma = new OmaClient({ base: service.url, user: admin.user, password: "Wrong*Canary-1" }, quick);
  const failures = await Promise.all(Array.from({ length: 1000 }, () => failureOf(read(oma))));
  expect(service.requests.entries().length).toBeLessThanOrEqual(2);
  expect(new Set(failures.map(({ message }) => message)).size).toBe(1);
  expect(failures[0]).toBeInstanceOf(OmaCredentialsError);
});
