import { clusters, OmaConfigError, readConfig } from "../../../provider/oma/index.js";

type Settings = Record<string, string | undefined>;

const read = (configured: Settings, environment: Settings = {}) =>
  readConfig((key) => configured[key.replace("oma:", "")], environment);

const good = { cluster: "a", user: "admin@example.adm", password: "Canary-1" };
const withEndpoint = (endpoint: string, more: Settings = {}) =>
  read({ user: good.user, password: good.password, endpoint, ...more });

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
  expect(read({ ...good, cluster })).toEqual({ base, user: good.user, password: good.password });
});

test("a token can stand in for the password", () => {
  expect(read({ ...good, password: undefined, token: "t0ken" })).toMatchObject({ token: "t0ken" });
});

describe("a setting that is missing or malformed is refused by name", () => {
  test.each<[string, Settings, RegExp]>([
    ["no user", { ...good, user: undefined }, /oma:user.*missing/],
    ["an empty user", { ...good, user: "" }, /oma:user.*missing/],
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

test("an endpoint with credentials is refused without repeating them", () => {
  for (const endpoint of [
    "https://ann:Canary-9@example.com/api",
    "https://Canary-9@example.com",
    "https://:Canary-9@x.org",
  ]) {
    const message = refusalOf({ ...good, endpoint });
    expect(message).toMatch(/oma:endpoint.*credentials/);
    expect(message).not.toContain("Canary-9");
  }
});

test("a refusal never repeats the password or the token", () => {
  expect(refusalOf({ ...good, token: "Canary-2" })).not.toMatch(/Canary/);
  expect(refusalOf({ ...good, cluster: undefined })).not.toMatch(/Canary/);
});

describe("an endpoint", () => {
  test.each(["http://127.0.0.1:8080/api", "http://127.9.9.9/api", "http://localhost/api", "http://[::1]:1234/api"])(
    "%s may do without encryption",
    (endpoint) => expect(withEndpoint(endpoint).base).toBe(endpoint),
  );

  test.each([
    ...["http://admin.a.hostedemail.com/api", "http://localhost.example.com/api", "http://127.0.0.1.example.com/api"],
    ...["http://10.0.0.1/api", "http://[::2]/api", "http://127.example.com", "http://0.0.0.0/api"],
  ])("%s needs encryption", (endpoint) => {
    expect(() => withEndpoint(endpoint)).toThrow(/without encryption/);
  });

  test.each(["false", "yes", "1", "TRUE", ""])("is not let off encryption by allowHttp %j", (allowHttp) => {
    expect(() => withEndpoint("http://10.0.0.1/api", { allowHttp })).toThrow(/without encryption/);
  });

  test("is let off encryption by allowHttp true", () => {
    expect(withEndpoint("http://10.0.0.1/api", { allowHttp: "true" }).base).toBe("http://10.0.0.1/api");
  });

  test.each(["https://example.com/api", "https://example.com/api/", "https://example.com/api///"])(
    "%s loses its slashes at the end, and keeps its path",
    (endpoint) => expect(withEndpoint(endpoint).base).toBe("https://example.com/api"),
  );

  test("comes before the cluster", () => {
    expect(withEndpoint("https://example.com/api", { cluster: "b" }).base).toBe("https://example.com/api");
  });
});

describe("the environment wins over configuration", () => {
  const environment = { OMA_CLUSTER: "b", OMA_USER: "env@example.adm", OMA_PASSWORD: "Canary-3" };

  test("setting by setting", () => {
    expect(read(good, environment)).toEqual({ base: clusters.b, user: "env@example.adm", password: "Canary-3" });
    expect(read({ ...good, endpoint: "https://x.org" }, { OMA_ENDPOINT: "https://y.org" }).base).toBe("https://y.org");
    expect(read({ ...good, endpoint: "http://x.org" }, { OMA_ALLOW_HTTP: "true" }).base).toBe("http://x.org");
  });

  test("and an empty variable is none", () => {
    expect(read(good, { OMA_CLUSTER: "", OMA_USER: "", OMA_PASSWORD: "" })).toEqual(read(good));
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
