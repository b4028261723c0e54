import type { Journal } from "./journal.js";
import { type Packed, packed } from "./packing.js";

/** A map whose rows the journal watches. Every access to a value notes it, so that no change is missed. */
export class Table<T> extends Map<string, T> {
  /** False while the rows do not belong to the store, like those of a deleted domain. */
  #attached = true;

  constructor(
    readonly kind: string,
    readonly journal: Journal,
    private readonly ownerName: () => string = () => "",
    private readonly pack: (value: T) => Packed = packed,
  ) {
    super();
  }

  get owner(): string {
    return this.ownerName();
  }

  override get(key: string): T | undefined {
    this.#note(key);
    return super.get(key);
  }

  override set(key: string, value: T): this {
    this.#note(key);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.#note(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#noteAll();
    super.clear();
  }

  override entries(): MapIterator<[string, T]> {
    this.#noteAll();
    return super.entries();
  }

  override values(): MapIterator<T> {
    this.#noteAll();
    return super.values();
  }

  override forEach(callback: (value: T, key: string, map: Map<string, T>) => void): void {
    this.#noteAll();
    super.forEach(callback);
  }

  override [Symbol.iterator](): MapIterator<[string, T]> {
    return this.entries();
  }

  /** A row as it is stored, or null when there is none. */
  text(key: string): string | null {
    const value = this.#attached ? super.get(key) : undefined;
    return value === undefined ? null : JSON.stringify(this.pack(value));
  }

  attach(): void {
    this.#noteAll();
    this.#attached = true;
  }

  detach(): void {
    this.#noteAll();
    this.#attached = false;
  }

  #note(key: string): void {
    if (this.journal.recording) this.journal.note(this, key);
  }

  #noteAll(): void {
    if (this.journal.recording) for (const key of this.keys()) this.#note(key);
  }
}
