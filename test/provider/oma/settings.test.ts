import { settingsOf } from "../../../provider/oma/config.js";
import { OmaConfigError, readConfig } from "../../../provider/oma/index.js";

type Settings = Record<string, string | undefined>;
const good: Settings = { cluster: "a", user: "admin@example.adm", password: "Canary-1" };
const read = (configured: Settings, environment: Settings = {}) =>
  readConfig((key) => ({ ...good, ...configured })[key.replace("oma:", "")], environment);

test("what is not set has its usual value", () => {
  expect(settingsOf(read({}))).toMatchObject({
    parallel: 16,
    deadlineMs: 600_000,
    connectTimeoutMs: 10_000,
    idleTimeoutMs: 60_000,
    totalTimeoutMs: 120_000,
  });
});

test.each<[string, string, Settings, object]>([
  ["parallel", "OMA_PARALLEL", { parallel: "4" }, { parallel: 4 }],
  ["pace", "OMA_PACE", { pace: "off" }, { pace: "off" }],
  ["deadline", "OMA_DEADLINE", { deadline: "30" }, { deadlineMs: 30_000 }],
  ["connectTimeout", "OMA_CONNECT_TIMEOUT", { connectTimeout: "3" }, { connectTimeoutMs: 3000 }],
  ["idleTimeout", "OMA_IDLE_TIMEOUT", { idleTimeout: "3" }, { idleTimeoutMs: 3000 }],
  ["totalTimeout", "OMA_TOTAL_TIMEOUT", { totalTimeout: "3" }, { totalTimeoutMs: 3000 }],
  ["caFile", "OMA_CA_FILE", { caFile: "/a.pem" }, { caFile: "/a.pem" }],
  ["insecureTls", "OMA_INSECURE_TLS", { insecureTls: "true" }, { insecureTls: true }],
])("oma:%s, or %s, is read", (name, variable, settings, expected) => {
  expect(read(settings)).toMatchObject(expected);
  expect(settingsOf(read(settings))).toMatchObject(expected);
  expect(read({}, { [variable]: settings[name] })).toEqual(read(settings));
});

test.each([
  ["parallel", "0"],
  ["parallel", "65"],
  ["parallel", "2.5"],
  ["parallel", "many"],
  ["deadline", "0"],
  ["deadline", "86401"],
  ["deadline", "10s"],
  ["pace", "fast"],
])("oma:%s %s is refused by name, with what it may be", (name, value) => {
  const attempt = () => read({ [name]: value });
  expect(attempt).toThrow(OmaConfigError);
  expect(attempt).toThrow(
    new RegExp(`oma:${name}: is "${value}"\\.\n  (Use adaptive or off|Give a whole number from 1 to )`),
  );
});

test.each(["1", "yes", "TRUE", "false"])("insecureTls %s leaves verification on", (insecureTls) => {
  expect(read({ insecureTls })).not.toHaveProperty("insecureTls");
});

test.each(["1", "64"])("parallel %s is allowed", (parallel) => {
  expect(read({ parallel })).toMatchObject({ parallel: Number(parallel) });
});

test("pace may be asked for as it is anyway", () => {
  expect(read({ pace: "adaptive" })).toMatchObject({ pace: "adaptive" });
  expect(Object.keys(read({})).sort()).toEqual(["base", "password", "user"]);
});

test("OMA_LOG is text, json or nothing, and comes from the environment alone", () => {
  expect(read({}, { OMA_LOG: "text" })).toMatchObject({ log: "text" });
  expect(read({}, { OMA_LOG: "json" })).toMatchObject({ log: "json" });
  expect(read({ log: "json" }, { OMA_LOG: "" })).not.toHaveProperty("log");
  expect(() => read({}, { OMA_LOG: "loud" })).toThrow(/OMA_LOG: is "loud".*text or json/s);
});

describe("a proxy", () => {
  const proxies = { HTTPS_PROXY: "http://p:1", no_proxy: "x", OTHER: "y" };

  test("is taken from the usual variables", () => {
    expect(read({}, proxies).proxyEnv).toEqual({ HTTPS_PROXY: "http://p:1", no_proxy: "x" });
    expect(read({}, { HTTP_PROXY: "" })).not.toHaveProperty("proxyEnv");
  });

  test.each(["http://127.0.0.1:1/api", "http://localhost/api", "http://[::1]/api"])(
    "is never used for %s",
    (endpoint) => {
      expect(read({ endpoint }, proxies)).not.toHaveProperty("proxyEnv");
    },
  );
});

test.each([
  "https://admin.hostedemail.com/api",
  "https://api.hostedemail.com/method",
  "https://admin.b.hosedemail.com/api",
  "https://admin.a.hostedemail.com",
  "https://admin.a.hostedemail.com/api/v1",
])("%s looks like a cluster and is none", (endpoint) => {
  expect(() => read({ endpoint })).toThrow(/none of the clusters.*admin\.test\.hostedemail\.com/s);
});

test.each([
  "https://admin.a.hostedemail.com/api/",
  "https://nothostedemail.com/api",
  "https://hostedemail.com.example/api",
])("%s is accepted", (endpoint) => {
  expect(read({ endpoint }).base).toBe(endpoint.replace(/\/$/, ""));
});

test.each<[string, Settings, string]>([
  ["user", { user: undefined }, "pulumi config set oma:user"],
  ["password", { password: undefined }, "pulumi config set --secret oma:password"],
  ["cluster", { cluster: undefined }, "pulumi config set oma:cluster a"],
  ["password and oma:token", { token: "t" }, "in the environment (OMA_PASSWORD or OMA_TOKEN)"],
  ["endpoint", { endpoint: "https://a:b@example.com" }, "Move them to oma:user and oma:password"],
  ["endpoint", { endpoint: "http://example.com" }, "set oma:allowHttp to true"],
  ["endpoint", { endpoint: "https://hostedemail.com/api" }, "or set oma:cluster"],
  [
    "endpoint",
    { endpoint: "https://hostedemail.com/api" },
    ".a.hostedemail.com/api, https://admin.b.hostedemail.com/api, ",
  ],
])("what to do about oma:%s is said", (_, settings, remedy) => {
  expect(() => read(settings)).toThrow(remedy);
});

test.each(["http://127.10.20.30/api", "http://127.0.0.12/api"])("%s is this machine", (endpoint) => {
  expect(read({ endpoint }).base).toBe(endpoint);
});

test.each(["http://8.127.0.0.1.example/api", "http://x127.0.0.1/api"])("%s is another machine", (endpoint) => {
  expect(() => read({ endpoint })).toThrow(OmaConfigError);
});
