import { clientSettings, refuseMalformed } from "../../../../provider/host/config/client-settings.js";
import { clusters, OmaConfigError } from "../../../../provider/oma/index.js";

type Settings = Record<string, string | undefined>;

/** The configuration of the client, from settings without their prefix and from the environment. */
const read = (configured: Settings, environment: Settings = {}) =>
  clientSettings((key) => configured[key.replace("oma:", "")], environment);

const good = { cluster: "a", user: "admin@example.adm", password: "Canary-1" };
const withGood = (configured: Settings, environment: Settings = {}) => read({ ...good, ...configured }, environment);

function refusalOf(settings: Settings): string {
  try {
    read(settings);
  } catch (error) {
    expect(error).toBeInstanceOf(OmaConfigError);
    return (error as Error).message;
  }
  throw new Error("the settings were accepted");
}

test.each(Object.entries(clusters))("cluster %s is %s", (cluster, base) => {
  expect(withGood({ cluster })).toEqual({ base, user: good.user, password: good.password });
});

test("a token can stand in for the password", () => {
  expect(withGood({ password: undefined, token: "t0ken" })).toMatchObject({ token: "t0ken" });
});

describe("a setting that is missing or malformed is refused by name", () => {
  test.each<[string, Settings, RegExp]>([
    ["no user", { ...good, user: undefined }, /oma:user.*missing/],
    ["an empty user", { ...good, user: "" }, /oma:user.*is empty/],
    ["an empty cluster", { ...good, cluster: "" }, /oma:cluster.*is empty/],
    ["no cluster", { ...good, cluster: undefined }, /oma:cluster.*missing/],
    ["an unknown cluster", { ...good, cluster: "c" }, /oma:cluster.*"c".*a, b, test/s],
    ["a cluster with the name of something built in", { ...good, cluster: "constructor" }, /oma:cluster.*a, b, test/s],
    ["neither password nor token", { ...good, password: undefined }, /oma:password.*missing/],
    ["both password and token", { ...good, token: "t" }, /oma:password and oma:token.*both/],
    ["an endpoint that is no address", { ...good, endpoint: "mail server" }, /oma:endpoint.*not a web address/],
    ["an endpoint of another protocol", { ...good, endpoint: "ftp://example.com/api" }, /oma:endpoint.*ftp:/],
    ["an endpoint with a query", { ...good, endpoint: "https://example.com/api?a=b" }, /oma:endpoint.*query/],
    ["an endpoint with a fragment", { ...good, endpoint: "https://example.com/api#a" }, /oma:endpoint.*fragment/],
  ])("%s", (_, settings, words) => {
    expect(refusalOf(settings)).toMatch(words);
  });
});

test.each<[string, Settings, string]>([
  ["user", { user: undefined }, "pulumi config set oma:user"],
  ["password", { password: undefined }, "pulumi config set --secret oma:password"],
  ["cluster", { cluster: undefined }, "pulumi config set oma:cluster a"],
  ["password and oma:token", { token: "t" }, "in the environment (OMA_PASSWORD or OMA_TOKEN)"],
  ["endpoint", { endpoint: "mail server" }, "Give an address such as https://admin.a.hostedemail.com/api."],
  ["endpoint", { endpoint: "https://a:b@example.com" }, "Move them to oma:user and oma:password"],
  ["endpoint", { endpoint: "http://example.com" }, "set oma:allowHttp to true"],
  ["endpoint", { endpoint: "https://hostedemail.com/api" }, "or set oma:cluster"],
  [
    "endpoint",
    { endpoint: "https://hostedemail.com/api" },
    ".a.hostedemail.com/api, https://admin.b.hostedemail.com/api, https://admin.test.hostedemail.com/api, ",
  ],
])("what to do about oma:%s is said", (_, settings, remedy) => {
  expect(() => withGood(settings)).toThrow(remedy);
});

test("an endpoint with credentials is refused without repeating them", () => {
  const message = refusalOf({ ...good, endpoint: "https://ann:Canary-9@example.com/api" });
  expect(message).toMatch(/oma:endpoint.*credentials/);
  expect(message).not.toContain("Canary-9");
});

test("a refusal never repeats the password or the token", () => {
  expect(refusalOf({ ...good, token: "Canary-2" })).not.toMatch(/Canary/);
  expect(refusalOf({ ...good, cluster: undefined })).not.toMatch(/Canary/);
});

describe("an endpoint", () => {
  const withEndpoint = (endpoint: string, more: Settings = {}) =>
    read({ user: good.user, password: good.password, endpoint, ...more });

  test("stands in for the cluster, and loses its slash at the end", () => {
    expect(withEndpoint("https://example.com/api/").base).toBe("https://example.com/api");
  });

  test("comes before the cluster", () => {
    expect(withEndpoint("https://example.com/api", { cluster: "b" }).base).toBe("https://example.com/api");
  });

  test("is not let off encryption by allowHttp false", () => {
    const allowHttp = "false";
    expect(() => withEndpoint("http://10.0.0.1/api", { allowHttp })).toThrow(/oma:endpoint.*without encryption/);
  });

  test.each(["yes", "1", "TRUE", ""])("is not let off encryption by allowHttp %j, which is a mistake", (allowHttp) => {
    expect(() => withEndpoint("http://10.0.0.1/api", { allowHttp })).toThrow(/oma:allowHttp: is/);
  });

  test("is let off encryption by allowHttp true", () => {
    expect(withEndpoint("http://10.0.0.1/api", { allowHttp: "true" }).base).toBe("http://10.0.0.1/api");
  });
});

describe("the environment wins over configuration", () => {
  const environment = { OMA_CLUSTER: "b", OMA_USER: "env@example.adm", OMA_PASSWORD: "Canary-3" };

  test("setting by setting", () => {
    expect(read(good, environment)).toEqual({ base: clusters.b, user: "env@example.adm", password: "Canary-3" });
    expect(read({ ...good, endpoint: "https://x.org" }, { OMA_ENDPOINT: "https://y.org" }).base).toBe("https://y.org");
    expect(read({ ...good, endpoint: "http://x.org" }, { OMA_ALLOW_HTTP: "true" }).base).toBe("http://x.org");
  });

  test("and an empty credential is none: a pipeline sets both, and has one", () => {
    expect(read(good, { OMA_PASSWORD: "", OMA_TOKEN: "" })).toEqual(read(good));
  });

  test.each(["OMA_CLUSTER", "OMA_ENDPOINT", "OMA_USER", "OMA_ALLOW_HTTP", "OMA_INSECURE_TLS"])(
    "and an empty %s is a mistake: the configured value may be that of another account",
    (variable) => {
      expect(() => read(good, { [variable]: "" })).toThrow(
        `configuration ${variable}: is empty.\n  Give it a value, or unset it.`,
      );
    },
  );

  test("and a malformed variable is refused under its own name", () => {
    expect(() => read({ ...good, parallel: "4" }, { OMA_PARALLEL: "many" })).toThrow('OMA_PARALLEL: is "many"');
  });

  test("with a cluster over a configured endpoint: a variable never goes to another service than the one it names", () => {
    expect(read({ ...good, endpoint: "https://live.example.com/api" }, { OMA_CLUSTER: "test" }).base).toBe(
      clusters.test,
    );
  });

  test("with a token over a configured password, and the other way round: how an account is rotated", () => {
    const token = read(good, { OMA_TOKEN: "t0ken" });
    expect(token).toEqual({ base: clusters.a, user: good.user, token: "t0ken" });
    const password = read({ ...good, password: undefined, token: "old" }, { OMA_PASSWORD: "Canary-4" });
    expect(password).toEqual({ base: clusters.a, user: good.user, password: "Canary-4" });
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
  expect(withGood(settings)).toEqual({ ...withGood({}), ...expected });
  expect(withGood({}, { [variable]: settings[name] })).toEqual(withGood(settings));
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
  const attempt = () => withGood({ [name]: value });
  expect(attempt).toThrow(OmaConfigError);
  expect(attempt).toThrow(
    new RegExp(`oma:${name}: is "${value}"\\.\n  (Use one of adaptive, off|Give a whole number from 1 to )`),
  );
});

test("insecureTls false leaves verification on, and anything but true and false is refused", () => {
  expect(withGood({ insecureTls: "false" })).not.toHaveProperty("insecureTls");
  for (const insecureTls of ["1", "yes", "TRUE"]) {
    expect(() => withGood({ insecureTls })).toThrow("Use one of true, false.");
  }
});

test.each([
  ["Canary-1\n", "Canary-1"],
  ["Canary-1\r\n", "Canary-1"],
  ["Canary-1\n\n", "Canary-1\n"],
  [" Canary-1 ", " Canary-1 "],
])("of the password %j, one line end is dropped and nothing else", (password, sent) => {
  expect(withGood({ password })).toMatchObject({ password: sent });
  expect(withGood({}, { OMA_PASSWORD: password })).toMatchObject({ password: sent });
});

describe("before a program declares anything", () => {
  const refuse = (configured: Settings, environment: Settings = {}) =>
    refuseMalformed((key) => configured[key.replace("oma:", "")], environment);

  test("settings may be missing: its resources may all have an account of their own", () => {
    expect(() => refuse({})).not.toThrow();
    expect(() => refuse(good)).not.toThrow();
  });

  test.each([
    [{ user: "" }, {}],
    [{ cluster: "c" }, {}],
    [{ endpoint: "http://10.0.0.1" }, {}],
    [{ parallel: "many" }, {}],
    [{ deadline: "0" }, {}],
    [{ insecureTls: "yes" }, {}],
    [{}, { OMA_LOG: "loud" }],
    [{}, { OMA_PACE: "fast" }],
  ])("those that are there must be right: %j %j", (configured, environment) => {
    expect(() => refuse(configured, environment)).toThrow(OmaConfigError);
  });
});

test.each(["1", "64"])("parallel %s is allowed", (parallel) => {
  expect(withGood({ parallel })).toMatchObject({ parallel: Number(parallel) });
});

test("the adaptive limiter may be asked for by name, and is on anyway", () => {
  expect(withGood({ pace: "adaptive" })).toMatchObject({ pace: "adaptive" });
  expect(Object.keys(withGood({})).sort()).toEqual(["base", "password", "user"]);
});

test("OMA_LOG is text, json or nothing, and comes from the environment alone", () => {
  expect(withGood({}, { OMA_LOG: "text" })).toMatchObject({ log: "text" });
  expect(withGood({}, { OMA_LOG: "json" })).toMatchObject({ log: "json" });
  expect(withGood({ log: "json" }, { OMA_LOG: "" })).not.toHaveProperty("log");
  expect(() => withGood({}, { OMA_LOG: "loud" })).toThrow(/OMA_LOG: is "loud".*text or json/s);
});

describe("a proxy", () => {
  const proxies = { HTTPS_PROXY: "http://p:1", no_proxy: "x", OTHER: "y" };

  test("is taken from the usual variables", () => {
    expect(withGood({}, proxies).proxyEnv).toEqual({ HTTPS_PROXY: "http://p:1", no_proxy: "x" });
    expect(withGood({}, { HTTP_PROXY: "" })).not.toHaveProperty("proxyEnv");
  });

  test.each(["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"])(
    "may be set as %s",
    (name) => {
      expect(withGood({}, { [name]: "http://p:1" }).proxyEnv).toEqual({ [name]: "http://p:1" });
    },
  );

  test.each(["http://127.0.0.1:1/api", "http://localhost/api", "http://[::1]/api"])(
    "is never used for %s",
    (endpoint) => {
      expect(withGood({ endpoint }, proxies)).not.toHaveProperty("proxyEnv");
    },
  );
});
