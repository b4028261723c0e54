import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(__dirname, "../../docs/decisions");
const pages = readdirSync(folder).filter((file) => file !== "README.md");

const rows = readFileSync(join(folder, "README.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ["))
  .map((line) => {
    const [link = "", title, status, date, choice] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [, number, file] = /^\[(\d+)\]\((.+)\)$/.exec(link) ?? [];
    return { number, file, title, status, date, choice };
  });

test("every decision is listed once, in the order of its number", () => {
  expect(rows.map(({ file }) => file)).toEqual(pages.sort());
});

test.each(pages)("%s is listed with its number and its title", (file) => {
  const row = rows.find((row) => row.file === file);
  const [heading] = readFileSync(join(folder, file), "utf8").split("\n");
  expect(heading).toBe(`# ${row?.number}. ${row?.title}`);
  expect(file.slice(0, 5)).toBe(`${row?.number?.padStart(4, "0")}-`);
});

test.each(rows)("decision $number has a status, a date and a choice", ({ status, date, choice }) => {
  const [, later] = /^superseded by \[(\d+)\]/.exec(status ?? "") ?? [];
  expect(status === "accepted" || rows.some(({ number }) => number === later)).toBe(true);
  expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
  expect(choice).not.toBe("");
});
