/** What became of one row. */
export interface RowChange {
  kind: string;
  /** The domain of rows that are kept per domain; empty for the others. */
  owner: string;
  key: string;
  /** JSON; null when the row is gone. */
  data: string | null;
}

/** A table as the journal sees it. */
export interface WatchedTable {
  readonly kind: string;
  readonly owner: string;
  /** A row as it is stored; null when there is none. */
  text(key: string): string | null;
}

/**
 * Finds out what a call changed. While a call is recorded, every row is written down before the call gets it in hand;
 * at the end the rows are written again and compared. So no handler has to tell what it changed, and none can forget.
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
