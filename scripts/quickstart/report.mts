import type { Simulator } from "oma-simulator";

type Row = Record<string, unknown>;

/** A short table of what the service holds for a company, as the service returns it. */
export function report(service: Simulator, company: string): string {
  const domains = rows(service, "search_domains", "domains", { company }).filter(
    ({ domain }) => !String(domain).endsWith(".adm"),
  );
  const table: string[][] = [["object", "name", "settings"]];
  const settings = service.call("get_company", { company }).attributes ?? {};
  table.push(["company", company, `spamlevel ${settings.spamlevel}`]);
  for (const brand of rows(service, "search_brands", "brands", { company })) {
    const counts = brand.counts as Row;
    table.push(["brand", String(brand.brand), `${counts.domain} ${counts.domain === 1 ? "domain" : "domains"}`]);
  }
  for (const { domain } of domains) {
    const attributes = service.call("get_domain", { domain: String(domain) }).attributes ?? {};
    table.push(["domain", String(domain), `brand ${attributes.brand}, at most ${attributes.limit_users} users`]);
    for (const { user } of rows(service, "search_users", "users", { domain })) {
      const { type, attributes: account = {} } = service.call("get_user", { user: String(user) });
      const recipients = account.forward_recipients as string[];
      table.push([
        String(type),
        String(user),
        type === "forward" ? `to ${recipients.join(", ")}` : String(account.name),
      ]);
    }
  }
  return aligned(table);
}

function rows(service: Simulator, method: string, member: string, criteria: Row): Row[] {
  return (service.call(method, { criteria } as never)[member] ?? []) as unknown as Row[];
}

function aligned(table: readonly (readonly string[])[]): string {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
