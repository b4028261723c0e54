import { checkEndpoint, isLoopback } from "../../../../provider/oma/http/endpoint.js";

const local = ["http://127.0.0.1:8080/api", "http://127.9.9.9/api", "http://localhost/api", "http://[::1]:1234/api"];

test.each([...local, "http://127.10.20.30/api", "http://127.0.0.12/api"])(
  "%s is this machine, and may do without encryption",
  (endpoint) => {
    expect(isLoopback(new URL(endpoint).hostname)).toBe(true);
    expect(checkEndpoint(endpoint, false)).toEqual({ base: endpoint });
  },
);

test.each([
  ...["http://admin.a.hostedemail.com/api", "http://localhost.example.com/api", "http://127.0.0.1.example.com/api"],
  ...["http://10.0.0.1/api", "http://[::2]/api", "http://127.example.com", "http://0.0.0.0/api"],
  "http://8.127.0.0.1.example/api",
])("%s is another machine, and needs encryption", (endpoint) => {
  const { hostname } = new URL(endpoint);
  expect(isLoopback(hostname)).toBe(false);
  expect(checkEndpoint(endpoint, false)).toEqual({
    fault: "unencrypted",
    reason: `would send the password to ${hostname} without encryption`,
  });
});

test("another machine may do without encryption where that is allowed", () => {
  expect(checkEndpoint("http://10.0.0.1/api", true)).toEqual({ base: "http://10.0.0.1/api" });
});

test.each(["https://example.com/api", "https://example.com/api/", "https://example.com/api///"])(
  "%s loses its slashes at the end, and keeps its path",
  (endpoint) => expect(checkEndpoint(endpoint, false)).toEqual({ base: "https://example.com/api" }),
);

test.each([
  ["no address", "mail server", "is not a web address"],
  ["a host that only ends like this machine", "http://x127.0.0.1/api", "is not a web address"],
  ["an address of another protocol", "ftp://example.com/api", "starts with ftp:"],
  ["an address with a query", "https://example.com/api?a=b", "has a query or a fragment"],
  ["an address with a fragment", "https://example.com/api#a", "has a query or a fragment"],
])("%s is malformed", (_, endpoint, reason) => {
  expect(checkEndpoint(endpoint, false)).toEqual({ fault: "malformed", reason });
});

test.each(["https://ann:Canary-9@example.com/api", "https://Canary-9@example.com", "https://:Canary-9@x.org"])(
  "an address with credentials is refused without repeating them: %s",
  (endpoint) => {
    expect(checkEndpoint(endpoint, true)).toEqual({ fault: "credentials", reason: "holds credentials" });
  },
);

test.each([
  "https://admin.hostedemail.com/api",
  "https://hostedemail.com/api",
  "https://api.hostedemail.com/method",
  "https://admin.b.hosedemail.com/api",
  "https://admin.a.hostedemail.com",
  "https://admin.a.hostedemail.com/api/v1",
])("%s looks like a cluster and is none", (endpoint) => {
  expect(checkEndpoint(endpoint, false)).toEqual({
    fault: "not a cluster",
    reason: `is ${new URL(endpoint).href.replace(/\/$/, "")}, which is none of the clusters`,
  });
});

test.each([
  "https://admin.a.hostedemail.com/api/",
  "https://nothostedemail.com/api",
  "https://hostedemail.com.example/api",
])("%s is accepted", (endpoint) => {
  expect(checkEndpoint(endpoint, false)).toEqual({ base: endpoint.replace(/\/$/, "") });
});
