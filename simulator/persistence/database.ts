import { chmodSync, closeSync, existsSync, openSync } from "node:fs";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { RowChange } from "../store/journal.js";
import { KINDS, type Row } from "../store/rows.js";

/** Version of the file format. A later format gets a new number and a migration from this one. */
const VERSION = 1;

const IN_MEMORY = ":memory:";

/** It has the digests of passwords. */
const OWNER_ONLY = 0o600;

/** A data file that cannot be used, and why. */
export class DataError extends Error {
  override readonly name = "DataError";
}

/** The rows of a store in a file of SQLite, or in memory under the name `:memory:`. */
export class Database {
  readonly #put: StatementSync;
  readonly #drop: StatementSync;

  private constructor(private readonly db: DatabaseSync) {
    this.#put = db.prepare(
      "INSERT INTO object (kind, owner, key, data) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET data = excluded.data",
    );
    this.#drop = db.prepare("DELETE FROM object WHERE kind = ? AND owner = ? AND key = ?");
  }

  static async open(path: string): Promise<Database> {
    const { DatabaseSync } = await sqlite();
    try {
      // Node's SQLite would give it the usual mode, by which every user of the machine can read it.
      if (path !== IN_MEMORY) closeSync(openSync(path, "a", OWNER_ONLY));
      const db = new DatabaseSync(path);
      // A commit is on disk when it returns, and no second process can open the file.
      db.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
      prepare(db);
      if (path !== IN_MEMORY) for (const part of partsOf(path)) chmodSync(part, OWNER_ONLY);
      return new Database(db);
    } catch (error) {
      throw new DataError(`The data file ${path} cannot be used: ${reasonOf(error)}`, { cause: error });
    }
  }

  /** All rows in an order in which a store can read them, one at a time, because all of them together are large. */
  *rows(): Generator<Row> {
    const select = this.db.prepare("SELECT kind, owner, key, data FROM object WHERE kind = ? ORDER BY rowid");
    for (const kind of KINDS) yield* select.iterate(kind) as unknown as Iterable<Row>;
  }

  has(kind: string, key: string): boolean {
    return this.db.prepare("SELECT 1 FROM object WHERE kind = ? AND key = ?").get(kind, key) !== undefined;
  }

  /** All of it or nothing. */
  write(changes: Iterable<RowChange>): void {
    this.#transaction(() => this.#writeRows(changes));
  }

  /** Replaces all rows. */
  replace(rows: Iterable<Row>): void {
    this.#transaction(() => {
      this.db.exec("DELETE FROM object");
      this.#writeRows(rows);
    });
  }

  close(): void {
    this.db.close();
  }

  #writeRows(changes: Iterable<RowChange>): void {
    for (const { kind, owner, key, data } of changes) {
      if (data === null) this.#drop.run(kind, owner, key);
      else this.#put.run(kind, owner, key, data);
    }
  }

  #transaction(work: () => void): void {
    this.db.exec("BEGIN");
    try {
      work();
      this.db.exec("COMMIT");
    } catch (error) {
      this.db.exec("ROLLBACK");
      throw error;
    }
  }
}

/** A file of an earlier version may have another mode, and the log beside it has the mode of the file. */
function partsOf(path: string): string[] {
  return [path, `${path}-wal`, `${path}-shm`].filter((part) => existsSync(part));
}

function prepare(db: DatabaseSync): void {
  const { user_version: version } = db.prepare("PRAGMA user_version").get() as { user_version: number };
  if (version === VERSION) return;
  const { tables } = db.prepare("SELECT count(*) AS tables FROM sqlite_schema").get() as { tables: number };
  if (version !== 0 || tables > 0) throw new Error("another program or version made it. Give another file");
  db.exec(`
    BEGIN;
    CREATE TABLE object (
      kind TEXT NOT NULL, owner TEXT NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (kind, owner, key)
    );
    PRAGMA user_version = ${VERSION};
    COMMIT;
  `);
}

/** Loaded only when it is needed: Node before 22.13 has it behind a flag. */
async function sqlite(): Promise<typeof import("node:sqlite")> {
  try {
    return await import("node:sqlite");
  } catch (error) {
    const needed = "A data file needs the SQLite of Node 22.13 or later";
    throw new DataError(
      `${needed}, and this is Node ${process.versions.node}. Without a data file, all is in memory.`,
      {
        cause: error,
      },
    );
  }
}

function reasonOf(error: unknown): string {
  const { message } = error as Error;
  return message.includes("is locked") ? "another process has it open" : message;
}
