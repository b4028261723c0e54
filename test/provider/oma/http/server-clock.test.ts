import { ServerClock } from "../../../../provider/oma/http/server-clock.js";

describe("the service's clock", () => {
  const date = "Tue, 14 Nov 2023 22:13:20 GMT";
  const then = Date.parse(date) / 1000;

  test("is not known before the first answer, nor from a header that is no date", () => {
    const clock = new ServerClock();
    clock.observe(undefined, 0, 0);
    clock.observe("yesterday", 0, 0);
    expect(clock.at(0)).toBeUndefined();
  });

  test("is known within the time of an answer and the second of its header", () => {
    const clock = new ServerClock();
    clock.observe(date, 1000, 1200);
    expect(clock.at(1200)).toEqual({ earliest: then, latest: then + 1.2 });
    expect(clock.at(61_200)).toEqual({ earliest: then + 60, latest: then + 61.2 });
    expect(clock.at(200)).toEqual({ earliest: then - 1, latest: then + 0.2 });
  });

  test("goes by the last answer", () => {
    const clock = new ServerClock();
    clock.observe("Tue, 14 Nov 2023 00:00:00 GMT", 0, 0);
    clock.observe(date, 1000, 1000);
    expect(clock.at(1000)?.earliest).toBe(then);
  });
});
