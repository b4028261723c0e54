/** The change of one row. */
export interface RowChange {
  kind: string;
  /** The domain of rows that are kept per domain; empty for the others. */
  owner: string;
  key: string;
  /** JSON, or null when the row was deleted. */
  data: string | null;
}

/** A table as the journal sees it. */
export interface WatchedTable {
  readonly kind: string;
  readonly owner: string;
  /** A row as it is stored, or null when there is none. */
  text(key: string): string | null;
}

/**
 * Finds what a call changed. While it records, it serialises every row before the call gets hold of it. At the end it
 * serialises these rows again and compares. So no handler must report its changes, and none can forget to.
 */
export class Journal {
  #before: Map<WatchedTable, Map<string, string | null>> | undefined;

  get recording(): boolean {
    return this.#before !== undefined;
  }

  begin(): void {
    this.#before = new Map();
  }

  note(table: WatchedTable, key: string): void {
    if (!this.#before) return;
    let rows = this.#before.get(table);
    if (!rows) {
      rows = new Map();
      this.#before.set(table, rows);
    }
    if (!rows.has(key)) rows.set(key, table.text(key));
  }

  end(): RowChange[] {
    const changes: RowChange[] = [];
    for (const [table, rows] of this.#before ?? []) {
      for (const [key, before] of rows) {
        const data = table.text(key);
        if (data !== before) changes.push({ kind: table.kind, owner: table.owner, key, data });
      }
    }
    this.#before = undefined;
    return changes;
  }
}
